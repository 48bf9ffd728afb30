package io.millrace.calendar;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules against what was recorded: the days that markets traded, the hours at which they stopped. */
class RecordedSessionsTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    private final TradingCalendar nyse = CalendarRegistry.find(CalendarRegistry.NYSE);

    @ParameterizedTest
    @CsvSource({
        "equities/lean_daily/SPY.csv,0",
        "equities/lean_daily/IBM.csv,0",
        "equities/lean_daily/AAPL.csv,0",
        "equities/lean_daily/IWM.csv,0",
        "equities/lean_daily/GOOG.csv,0",
        "equities/etf_daily/SPY_stooq_2018-02_2026-02.csv,0",
        "equities/etf_daily/SPX_index_2000_2020_vega.csv,0"
    })
    void shouldHaveTheDaysThatTraded(final String file, final int column) throws IOException {
        final SortedSet<LocalDate> traded =
                new TreeSet<>(RecordedDays.of(file, column).keySet());
        assertEquals("", differences(nyse, traded), file);
    }

    private static String differences(final TradingCalendar calendar, final SortedSet<LocalDate> traded) {
        final StringBuilder text = new StringBuilder();
        for (LocalDate day = traded.first(); !day.isAfter(traded.last()); day = day.plusDays(1)) {
            final boolean session = calendar.isSession((int) day.toEpochDay());
            if (session != traded.contains(day)) {
                text.append(day).append(session ? " is a session without data; " : " has data, no session; ");
            }
        }
        return text.toString();
    }

    /** From 1990: the index repeats or lacks a few days, and has been worked out on holidays too since May 2022. */
    @Test
    void shouldHaveTheDaysOfTheVolatilityIndex() throws IOException {
        final SortedSet<LocalDate> traded =
                new TreeSet<>(RecordedDays.of("macro/vix-daily.csv", 0).keySet());
        final SortedSet<LocalDate> until2022 = traded.headSet(LocalDate.of(2022, 5, 1));
        assertEquals(
                "1991-03-01 is a session without data; 1997-01-31 is a session without data; "
                        + "1997-11-26 is a session without data; 1999-12-31 is a session without data; "
                        + "2004-06-11 has data, no session; ",
                differences(nyse, until2022));
    }

    /** Of a whole session at least a fiftieth is traded after 15:00; of a short one less, where funds trade on. */
    @Test
    void shouldCloseEarlyWhenTradingStopped() throws IOException {
        final StringBuilder wrong = new StringBuilder();
        RecordedDays.lateShares("equities/lean_raw/hour/spy.zip", 15).forEach((date, share) -> {
            final boolean isShort =
                    nyse.isSession((int) date.toEpochDay()) && localClose(date).equals(LocalTime.of(13, 0));
            if (isShort != share < 0.02) {
                wrong.append(date)
                        .append(isShort ? " short " : " whole ")
                        .append(share)
                        .append("; ");
            }
        });
        assertEquals("", wrong.toString());
    }

    /**
     * Treasury yields have a blank row on federal holidays. They are also blank on Good Friday and when New York was
     * closed by a storm or by mourning, and are there when only government offices keep a Saturday's holiday on Friday.
     */
    @Test
    void shouldKeepTheFederalHolidays() throws IOException {
        final TradingCalendar federal = CalendarRegistry.find(CalendarRegistry.US_FEDERAL);
        final Set<String> exchangeOnly =
                Set.of("Good Friday", "Hurricane Sandy", "mourning of President George H. W. Bush");
        final Set<LocalDate> officesOnly = Set.of(
                LocalDate.of(2006, 11, 10),
                LocalDate.of(2010, 12, 31),
                LocalDate.of(2017, 11, 10),
                LocalDate.of(2021, 6, 18),
                LocalDate.of(2021, 12, 31),
                LocalDate.of(2023, 11, 10));
        final StringBuilder wrong = new StringBuilder();
        RecordedDays.of("macro/DGS10.csv", 0).forEach((date, line) -> {
            final int day = (int) date.toEpochDay();
            final boolean blank = line.endsWith(",");
            final boolean explained =
                    blank ? exchangeOnly.contains(nyse.closedBecause(day)) : officesOnly.contains(date);
            if (federal.isSession(day) == blank && !explained) {
                wrong.append(line).append(' ');
            }
        });
        assertEquals("", wrong.toString());
    }

    private LocalTime localClose(final LocalDate date) {
        return Instant.ofEpochSecond(nyse.closeOfDayNs((int) date.toEpochDay()) / 1_000_000_000L)
                .atZone(NEW_YORK)
                .toLocalTime();
    }
}
