package io.millrace.calendar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.testkit.AllocationProbe;
import io.millrace.testkit.Seeds;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TradingCalendarTest {
    private static final long SECOND_NS = 1_000_000_000L;

    private final TradingCalendar nyse = CalendarRegistry.find(CalendarRegistry.NYSE);

    /** Published closings and holidays of the exchange, from before the recorded data and after it. */
    @ParameterizedTest
    @CsvSource({
        "1990-01-01,New Year",
        "1990-02-19,Washington's Birthday",
        "1993-12-24,Christmas",
        "1994-04-27,funeral of President Nixon",
        "1995-01-02,New Year",
        "2012-10-30,Hurricane Sandy",
        "2021-12-24,Christmas",
        "2022-06-20,Juneteenth",
        "2023-01-02,New Year",
        "2025-01-09,mourning of President Carter",
        "2025-01-20,Martin Luther King Day",
        "2025-04-18,Good Friday",
        "2025-05-26,Memorial Day",
        "2025-07-04,Independence Day",
        "2025-09-01,Labor Day",
        "2025-11-27,Thanksgiving",
        "2026-04-03,Good Friday",
        "2026-06-19,Juneteenth",
        "2026-07-03,Independence Day",
        "2027-03-26,Good Friday",
        "2027-06-18,Juneteenth",
        "2027-07-05,Independence Day",
        "2027-12-24,Christmas",
        "2028-04-14,Good Friday",
        "2026-11-21,weekend"
    })
    void shouldNameTheHoliday(final LocalDate date, final String reason) {
        assertFalse(nyse.isSession(day(date)));
        assertEquals(reason, nyse.closedBecause(day(date)));
    }

    /** Days that look like holidays: before a holiday was one, the Friday before a Saturday's New Year, other days
     * off. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1993-12-31",
                "1997-01-20",
                "1999-12-31",
                "2004-12-31",
                "2010-12-31",
                "2021-06-18",
                "2021-12-31",
                "2026-10-12",
                "2026-11-11",
                "2027-12-31"
            })
    void shouldTradeOnDaysThatAreNoHoliday(final LocalDate date) {
        assertTrue(nyse.isSession(day(date)));
        assertEquals("", nyse.closedBecause(day(date)));
    }

    /** Summer: New York is 4 hours behind UTC, else 5. Clocks changed on other Sundays before 2007. */
    @ParameterizedTest
    @CsvSource({
        "2024-03-08,14:30,21:00",
        "2024-03-11,13:30,20:00",
        "2024-11-01,13:30,20:00",
        "2024-11-04,14:30,21:00",
        "2006-03-31,14:30,21:00",
        "2006-04-03,13:30,20:00",
        "2006-10-27,13:30,20:00",
        "2006-10-30,14:30,21:00",
        "1990-11-23,14:30,21:00",
        "1991-12-24,14:30,19:00",
        "1992-11-27,14:30,19:00",
        "1993-11-26,14:30,18:00",
        "1996-07-03,13:30,20:00",
        "1996-07-05,13:30,17:00",
        "1990-07-03,13:30,20:00",
        "1995-07-03,13:30,17:00",
        "2012-07-03,13:30,17:00",
        "2013-07-03,13:30,17:00",
        "2013-07-05,13:30,20:00",
        "2024-07-03,13:30,17:00",
        "2024-11-29,14:30,18:00",
        "2024-12-24,14:30,18:00",
        "2025-12-26,14:30,21:00",
        "2028-07-03,13:30,17:00"
    })
    void shouldOpenAndCloseOnTheExchangesClock(final LocalDate date, final String opens, final String closes) {
        final long openNs = nyse.openOfDayNs(day(date));
        final long closeNs = nyse.closeOfDayNs(day(date));
        assertEquals(Instant.parse(date + "T" + opens + ":00Z"), Instant.ofEpochSecond(openNs / SECOND_NS));
        assertEquals(Instant.parse(date + "T" + closes + ":00Z"), Instant.ofEpochSecond(closeNs / SECOND_NS));
        assertFalse(nyse.isOpen(openNs - 1));
        assertTrue(nyse.isOpen(openNs));
        assertTrue(nyse.isOpen(closeNs - 1));
        assertFalse(nyse.isOpen(closeNs));
        assertEquals(openNs, nyse.sessionOpenNs(openNs - 1));
        assertEquals(openNs, nyse.sessionOpenNs(closeNs - 1));
        assertEquals(closeNs, nyse.sessionCloseNs(openNs - 1));
        assertEquals(closeNs, nyse.sessionCloseNs(closeNs - 1));
        assertEquals(nyse.openOfDayNs(nyse.nextSession(day(date))), nyse.sessionOpenNs(closeNs));
    }

    /** The other way to Easter, by the date's century, moon and Sunday in remainders alone. */
    @Test
    void shouldFindEasterLikeTheOtherComputus() {
        for (int year = 1990; year <= 2100; year++) {
            final int a = year % 19;
            final int b = year / 100;
            final int c = year % 100;
            final int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
            final int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
            final int m = (a + 11 * h + 22 * l) / 451;
            final int n = h + l - 7 * m + 114;
            assertEquals(LocalDate.of(year, n / 31, n % 31 + 1), UsDates.easter(year));
        }
    }

    /** Eight holidays until 1997, nine until 2021, ten since; one fewer when New Year is a Saturday. */
    @Test
    void shouldTradeAsManyDaysAYearAsTheHolidaysLeave() {
        for (int year = 1990; year <= 2100; year++) {
            final int first = day(LocalDate.of(year, 1, 1));
            final int last = day(LocalDate.of(year, 12, 31));
            int weekdays = 0;
            for (int day = first; day <= last; day++) {
                weekdays += Math.floorMod(day + 3, 7) < 5 ? 1 : 0;
            }
            final int named = 7 + (year >= 1998 ? 1 : 0) + (year >= 2022 ? 1 : 0);
            final int newYear = Math.floorMod(first + 3, 7) == 5 ? 0 : 1;
            final int oneOff = switch (year) {
                case 2001 -> 4;
                case 2012 -> 2;
                case 1994, 2004, 2007, 2018, 2025 -> 1;
                default -> 0;
            };
            assertEquals(
                    weekdays - named - newYear - oneOff, nyse.sessionsBetween(first, last), Year.of(year)::toString);
        }
    }

    /** Every look-up against a walk through the days, one after the other. */
    @Test
    void shouldAnswerLikeAWalkThroughTheDays() {
        final Random random = Seeds.random("sessions", 81);
        for (final String name : CalendarRegistry.names()) {
            final TradingCalendar calendar = CalendarRegistry.find(name);
            for (int i = 0; i < 5_000; i++) {
                final int day = day(LocalDate.of(1990, 2, 1)) + random.nextInt(40_000);
                final long timeNs =
                        day * TradingCalendar.DAY_NS + (long) (random.nextDouble() * TradingCalendar.DAY_NS);
                int next = day;
                while (!calendar.isSession(next) || calendar.closeOfDayNs(next) <= timeNs) {
                    next++;
                }
                assertEquals(next, calendar.sessionOf(timeNs));
                assertEquals(calendar.openOfDayNs(next), calendar.sessionOpenNs(timeNs));
                assertEquals(calendar.closeOfDayNs(next), calendar.sessionCloseNs(timeNs));
                assertEquals(calendar.openOfDayNs(next) <= timeNs, calendar.isOpen(timeNs));
                int previous = day - 1;
                while (!calendar.isSession(previous)) {
                    previous--;
                }
                assertEquals(previous, calendar.previousSession(day));
                final int until = day + random.nextInt(400);
                int sessions = 0;
                for (int each = day; each <= until; each++) {
                    sessions += calendar.isSession(each) ? 1 : 0;
                }
                assertEquals(sessions, calendar.sessionsBetween(day, until));
                assertEquals(0, calendar.sessionsBetween(until + 1, day));
            }
        }
    }

    @Test
    void shouldSayWhatItDoesNotKnow() {
        final int early = day(LocalDate.of(1989, 12, 29));
        final String message = assertThrows(IllegalArgumentException.class, () -> nyse.isSession(early))
                .getMessage();
        assertTrue(
                message.contains("NYSE") && message.contains("1989-12-29") && message.contains("1990 to 2100"),
                message);
        final String closed = assertThrows(
                        IllegalArgumentException.class, () -> nyse.openOfDayNs(day(LocalDate.of(2025, 4, 18))))
                .getMessage();
        assertTrue(closed.contains("2025-04-18") && closed.contains("Good Friday"), closed);
        assertThrows(IllegalArgumentException.class, () -> nyse.nextSession(day(LocalDate.of(2100, 12, 31))));
    }

    @Test
    void shouldFindNothingOpenOutsideItsYears() {
        final long firstOpenNs = nyse.openOfDayNs(day(LocalDate.of(1990, 1, 2)));
        for (final long timeNs : new long[] {Long.MIN_VALUE, 0, firstOpenNs - 1}) {
            assertFalse(nyse.isOpen(timeNs));
            assertEquals(firstOpenNs, nyse.sessionOpenNs(timeNs));
        }
        final long lastCloseNs = nyse.closeOfDayNs(day(LocalDate.of(2100, 12, 31)));
        for (final long timeNs : new long[] {lastCloseNs, lastCloseNs + TradingCalendar.DAY_NS, Long.MAX_VALUE - 1}) {
            assertFalse(nyse.isOpen(timeNs));
            assertEquals(TradingCalendar.NEVER, nyse.sessionOpenNs(timeNs));
            assertEquals(TradingCalendar.NEVER, nyse.sessionCloseNs(timeNs));
        }
    }

    @Test
    void shouldNameTheNearestCalendar() {
        final String message = assertThrows(IllegalArgumentException.class, () -> CalendarRegistry.find("NYES"))
                .getMessage();
        assertTrue(message.contains("NYES") && message.contains("24x7, NYSE, NASDAQ, US-FEDERAL"), message);
        assertTrue(message.contains("did you mean \"NYSE\"?"), message);
    }

    @Test
    void shouldHaveTheSameSessionsAtBothExchanges() {
        final TradingCalendar nasdaq = CalendarRegistry.find(CalendarRegistry.NASDAQ);
        for (int day = day(LocalDate.of(1990, 1, 1)); day <= day(LocalDate.of(2100, 12, 31)); day++) {
            assertEquals(nyse.isSession(day), nasdaq.isSession(day));
        }
    }

    @Test
    void shouldNotAllocate() {
        final AllocationProbe probe = new AllocationProbe();
        final long[] sum = new long[1];
        final Runnable task = () -> {
            for (int i = 0; i < 1_000; i++) {
                final long timeNs = 1_000_000_000L * SECOND_NS + i * 7_777L * SECOND_NS;
                sum[0] += nyse.sessionCloseNs(timeNs) + nyse.sessionOpenNs(timeNs) + (nyse.isOpen(timeNs) ? 1 : 0);
            }
        };
        probe.allocatedBytes(200, task);
        assertEquals(0, probe.leastBytes(20, task), "bytes; sum " + sum[0]);
    }

    private static int day(final LocalDate date) {
        return (int) date.toEpochDay();
    }
}
