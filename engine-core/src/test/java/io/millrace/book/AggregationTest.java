package io.millrace.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.testkit.Seeds;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Bars against a naive twin: all trades grouped by interval, afterwards, in a map. */
class AggregationTest {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long START_NS = 1_767_571_200L * SECOND_NS;
    private static final int MINUTE = 60;
    private static final int WEEK = 7 * 86_400;

    private record Trade(long timeNs, long price, long quantity) {}

    @Test
    void shouldGroupTradesWithGapsLikeTheTwin() {
        final Random random = Seeds.random("bars of trades", 51);
        for (final int seconds : new int[] {1, 60, 300, 3_600, 14_400, 86_400, WEEK}) {
            final List<Trade> trades = trades(random, seconds);
            final List<String> bars = new ArrayList<>();
            final BarAggregator aggregator = new BarAggregator(3, 1, seconds);
            for (final Trade trade : trades) {
                aggregator.onTrade(trade.timeNs, trade.price, trade.quantity, (stream, bar) -> bars.add(text(bar)));
            }
            aggregator.onTime(Long.MAX_VALUE, (stream, bar) -> bars.add(text(bar)));
            assertEquals(grouped(trades, seconds), bars, seconds + " s");
        }
    }

    /** Bars of bars are the bars of all trades, and complete with the smaller bar that ends them. */
    @Test
    void shouldGroupSmallerBarsLikeTheTwin() {
        final Random random = Seeds.random("bars of bars", 52);
        final List<Trade> trades = trades(random, MINUTE);
        final List<String> bars = new ArrayList<>();
        final BarAggregator small = new BarAggregator(0, 1, MINUTE);
        final BarAggregator large = new BarAggregator(1, 1, 3_600);
        final BarListener pass = (stream, bar) -> large.onBar(bar, (of, completed) -> {
            assertTrue(completed.closeTimeNs() <= bar.closeTimeNs(), "no bar is given out before its end");
            bars.add(text(completed));
        });
        for (final Trade trade : trades) {
            small.onTrade(trade.timeNs, trade.price, trade.quantity, pass);
        }
        small.onTime(Long.MAX_VALUE, pass);
        large.onTime(Long.MAX_VALUE, (stream, bar) -> bars.add(text(bar)));
        assertEquals(grouped(trades, 3_600), bars);
    }

    @Test
    void shouldStartWeeksOnMonday() {
        final Random random = Seeds.random("weeks", 53);
        for (int i = 0; i < 1_000; i++) {
            final long timeNs = (random.nextInt() + 1_000_000_000L) * SECOND_NS + random.nextInt(1_000_000_000);
            final Instant start = Instant.ofEpochSecond(BarInterval.startNs(timeNs, WEEK) / SECOND_NS);
            assertEquals(DayOfWeek.MONDAY, start.atZone(ZoneOffset.UTC).getDayOfWeek());
            assertEquals(0, start.getEpochSecond() % 86_400);
            assertTrue(start.getEpochSecond() * SECOND_NS <= timeNs
                    && timeNs < (start.getEpochSecond() + WEEK) * SECOND_NS);
        }
    }

    /** Mostly within a bar of each other, sometimes several bars apart, sometimes at one time. */
    private static List<Trade> trades(final Random random, final int seconds) {
        final List<Trade> trades = new ArrayList<>();
        long timeNs = START_NS;
        for (int i = 0; i < 3_000; i++) {
            final long most = random.nextInt(20) == 0 ? 5L * seconds * SECOND_NS : seconds * SECOND_NS / 5;
            timeNs += random.nextInt(4) == 0 ? 0 : (long) (random.nextDouble() * most);
            trades.add(new Trade(timeNs, 1 + random.nextInt(1_000), 1 + random.nextInt(50)));
        }
        return trades;
    }

    private static List<String> grouped(final List<Trade> trades, final int seconds) {
        final Map<Long, List<Trade>> groups = new TreeMap<>();
        for (final Trade trade : trades) {
            long start = trade.timeNs / SECOND_NS;
            // 1970-01-05 was the first Monday.
            final long anchor = seconds == WEEK ? 4 * 86_400 : 0;
            start -= (start - anchor) % seconds;
            groups.computeIfAbsent(start, key -> new ArrayList<>()).add(trade);
        }
        final List<String> bars = new ArrayList<>();
        groups.forEach((start, group) -> {
            long high = Long.MIN_VALUE;
            long low = Long.MAX_VALUE;
            long volume = 0;
            for (final Trade trade : group) {
                high = Math.max(high, trade.price);
                low = Math.min(low, trade.price);
                volume += trade.quantity;
            }
            bars.add(start + "-" + (start + seconds) + " " + group.get(0).price + " " + high + " " + low + " "
                    + group.get(group.size() - 1).price + " " + volume);
        });
        return bars;
    }

    private static String text(final ClosedBar bar) {
        return bar.openTimeNs() / SECOND_NS + "-" + bar.closeTimeNs() / SECOND_NS + " " + bar.open() + " " + bar.high()
                + " " + bar.low() + " " + bar.close() + " " + bar.volume();
    }
}
