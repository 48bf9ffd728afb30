package io.millrace.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.calendar.CalendarRegistry;
import io.millrace.calendar.TradingCalendar;
import io.millrace.instrument.Timeframe;
import io.millrace.testkit.Seeds;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Bars of shares against a twin that groups afterwards, by the date and the time on New York's clocks. */
class SessionBarsTest {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final TradingCalendar NYSE = CalendarRegistry.find(CalendarRegistry.NYSE);
    private static final LocalTime OPEN = LocalTime.of(9, 30);

    private record Trade(long timeNs, long price, long quantity) {}

    @Test
    void shouldKeepBarsWithinSessionsLikeTheTwin() {
        final Random random = Seeds.random("session bars", 54);
        final List<Trade> trades = trades(random);
        for (final String timeframe : List.of("1m", "30m", "1h", "4h", "1d", "1w")) {
            final int seconds = Timeframe.parse(timeframe).code();
            final List<String> bars = new ArrayList<>();
            final BarAggregator aggregator = new BarAggregator(3, 1, seconds, NYSE);
            final long[] now = new long[1];
            final BarListener out = (stream, bar) -> {
                assertTrue(bar.closeTimeNs() <= now[0], "no bar is given out before its end");
                bars.add(text(bar));
            };
            for (final Trade trade : trades) {
                now[0] = trade.timeNs;
                aggregator.onTrade(trade.timeNs, trade.price, trade.quantity, out);
            }
            now[0] = Long.MAX_VALUE;
            aggregator.onTime(Long.MAX_VALUE, out);
            assertEquals(String.join("\n", grouped(trades, timeframe)), String.join("\n", bars), timeframe);
        }
    }

    /** Minutes of a short session become four bars, the last of them half an hour long. */
    @Test
    void shouldAlignBarsOfBarsToTheOpen() {
        final long openNs = ns("2024-11-29T14:30:00Z");
        final List<String> bars = new ArrayList<>();
        final BarAggregator hours = new BarAggregator(0, 0, 3_600, NYSE);
        final ClosedBar minute = new ClosedBar();
        for (int i = -60; i < 300; i++) {
            final long fromNs = openNs + i * 60 * SECOND_NS;
            minute.interval(0, 60, fromNs, fromNs + 60 * SECOND_NS).prices(100 + i, 101 + i, 99 + i, 100 + i, 1);
            hours.onBar(minute, (stream, bar) -> bars.add(text(bar)));
        }
        assertEquals(
                List.of(
                        "2024-11-29T14:30:00Z 2024-11-29T15:30:00Z 100 160 99 159 60",
                        "2024-11-29T15:30:00Z 2024-11-29T16:30:00Z 160 220 159 219 60",
                        "2024-11-29T16:30:00Z 2024-11-29T17:30:00Z 220 280 219 279 60",
                        "2024-11-29T17:30:00Z 2024-11-29T18:00:00Z 280 310 279 309 30"),
                bars);
    }

    /** Hours of whole UTC hours: the first opens before the session, the last ends after it. */
    @Test
    void shouldTakeBarsThatOverlapTheSession() {
        final List<String> bars = new ArrayList<>();
        final BarAggregator days = new BarAggregator(0, 0, 86_400, NYSE);
        final ClosedBar hour = new ClosedBar();
        for (int i = 0; i < 24; i++) {
            final long fromNs = ns("2024-11-29T00:00:00Z") + i * 3_600 * SECOND_NS;
            hour.interval(0, 3_600, fromNs, fromNs + 3_600 * SECOND_NS).prices(100 + i, 100 + i, 100 + i, 100 + i, 1);
            days.onBar(hour, (stream, bar) -> bars.add(text(bar)));
        }
        assertEquals(List.of("2024-11-29T14:30:00Z 2024-11-29T18:00:00Z 114 117 114 117 4"), bars);
    }

    @Test
    void shouldRefuseLengthsThatStraddleSessions() {
        final String message = assertThrows(
                        IllegalArgumentException.class, () -> new BarAggregator(0, 0, 36 * 3_600, NYSE))
                .getMessage();
        assertTrue(message.contains("129600") && message.contains("NYSE"), message);
        assertTrue(BarAggregator.fits(CalendarRegistry.find(CalendarRegistry.ALWAYS_OPEN), 36 * 3_600));
        assertTrue(BarAggregator.fits(NYSE, Timeframe.parse("100t").code()));
    }

    /** From October to January, also at night and at weekends: a holiday, two short days, the end of summer time. */
    private static List<Trade> trades(final Random random) {
        final List<Trade> trades = new ArrayList<>();
        long timeNs = ns("2024-10-28T00:00:00Z");
        while (timeNs < ns("2025-01-20T00:00:00Z")) {
            timeNs += random.nextInt(random.nextInt(50) == 0 ? 20_000 : 600) * SECOND_NS;
            trades.add(new Trade(timeNs, 1 + random.nextInt(1_000), 1 + random.nextInt(50)));
        }
        return trades;
    }

    private static List<String> grouped(final List<Trade> trades, final String timeframe) {
        final Map<String, List<Trade>> groups = new TreeMap<>();
        for (final Trade trade : trades) {
            final ZonedDateTime local =
                    Instant.ofEpochSecond(trade.timeNs / SECOND_NS).atZone(NEW_YORK);
            if (closes(local.toLocalDate()) != null
                    && !local.toLocalTime().isBefore(OPEN)
                    && local.toLocalTime().isBefore(closes(local.toLocalDate()))) {
                groups.computeIfAbsent(interval(local, timeframe), key -> new ArrayList<>())
                        .add(trade);
            }
        }
        final List<String> bars = new ArrayList<>();
        groups.forEach((interval, group) -> {
            long high = Long.MIN_VALUE;
            long low = Long.MAX_VALUE;
            long volume = 0;
            for (final Trade trade : group) {
                high = Math.max(high, trade.price);
                low = Math.min(low, trade.price);
                volume += trade.quantity;
            }
            bars.add(interval + " " + group.get(0).price + " " + high + " " + low + " "
                    + group.get(group.size() - 1).price + " " + volume);
        });
        return bars;
    }

    private static String interval(final ZonedDateTime local, final String timeframe) {
        LocalDate first = local.toLocalDate();
        LocalDate last = first;
        LocalTime from = OPEN;
        LocalTime to = closes(first);
        switch (timeframe) {
            case "1d" -> {}
            case "1w" -> {
                first = first.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                last = first.plusDays(6);
                while (closes(first) == null) {
                    first = first.plusDays(1);
                }
                while (closes(last) == null) {
                    last = last.minusDays(1);
                }
                to = closes(last);
            }
            default -> {
                final int minutes = switch (timeframe) {
                    case "1m" -> 1;
                    case "30m" -> 30;
                    case "1h" -> 60;
                    default -> 240;
                };
                while (!from.plusMinutes(minutes).isAfter(local.toLocalTime())) {
                    from = from.plusMinutes(minutes);
                }
                to = from.plusMinutes(minutes).isBefore(to) ? from.plusMinutes(minutes) : to;
            }
        }
        return first.atTime(from).atZone(NEW_YORK).toInstant() + " "
                + last.atTime(to).atZone(NEW_YORK).toInstant();
    }

    /** As the exchange published it for this winter; null when it did not open. */
    private static LocalTime closes(final LocalDate date) {
        if (date.getDayOfWeek().getValue() > 5) {
            return null;
        }
        return switch (date.toString()) {
            case "2024-11-28", "2024-12-25", "2025-01-01", "2025-01-09", "2025-01-20" -> null;
            case "2024-11-29", "2024-12-24" -> LocalTime.of(13, 0);
            default -> LocalTime.of(16, 0);
        };
    }

    private static String text(final ClosedBar bar) {
        return Instant.ofEpochSecond(bar.openTimeNs() / SECOND_NS) + " "
                + Instant.ofEpochSecond(bar.closeTimeNs() / SECOND_NS) + " " + bar.open() + " " + bar.high() + " "
                + bar.low() + " " + bar.close() + " " + bar.volume();
    }

    private static long ns(final String instant) {
        return Instant.parse(instant).getEpochSecond() * SECOND_NS;
    }
}
