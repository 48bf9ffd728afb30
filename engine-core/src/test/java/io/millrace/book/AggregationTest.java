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

    /** A source of trades and one of bars, of the same market: every unit of volume is counted once. */
    @Test
    void shouldLetBarsTakeOverFromTradesAtTheNextInterval() {
        final List<String> bars = new ArrayList<>();
        final BarListener note = (stream, bar) -> bars.add(text(bar));
        final BarAggregator five = new BarAggregator(0, 1, 300);
        final BarAggregator minutes = new BarAggregator(1, 1, MINUTE);
        for (int second = 0; second < 900; second += 20) {
            final long timeNs = START_NS + second * SECOND_NS;
            minutes.onTrade(timeNs, 100 + second, 1, (stream, bar) -> five.onBar(bar, note));
            five.onTrade(timeNs, 100 + second, 1, note);
        }
        minutes.onTime(START_NS + 900 * SECOND_NS, (stream, bar) -> five.onBar(bar, note));
        final long start = START_NS / SECOND_NS;
        assertEquals(
                List.of(
                        start + "-" + (start + 300) + " 100 380 100 380 15",
                        (start + 300) + "-" + (start + 600) + " 400 680 400 680 15",
                        (start + 600) + "-" + (start + 900) + " 700 980 700 980 15"),
                bars);
    }

    /** The larger of two bars that divide the stream's. */
    @Test
    void shouldBuildFromTheCoarserOfTwoTimeframes() {
        final List<String> bars = new ArrayList<>();
        final BarListener note = (stream, bar) -> bars.add(text(bar));
        final BarAggregator quarter = new BarAggregator(0, 1, 900);
        for (int minute = 1; minute <= 30; minute++) {
            final long endNs = START_NS + minute * 60 * SECOND_NS;
            quarter.onBar(bar(MINUTE, endNs, 100 + minute, 1), note);
            if (minute % 5 == 0) {
                quarter.onBar(bar(300, endNs, 200 + minute, 5), note);
            }
        }
        final long start = START_NS / SECOND_NS;
        assertEquals(
                List.of(
                        start + "-" + (start + 900) + " 101 115 101 115 15",
                        (start + 900) + "-" + (start + 1800) + " 220 230 220 230 15"),
                bars);
    }

    @Test
    void shouldPreferTheStreamsOwnBarsToSmallerOnes() {
        final List<String> bars = new ArrayList<>();
        final BarListener note = (stream, bar) -> bars.add(text(bar));
        final BarAggregator five = new BarAggregator(0, 1, 300);
        final List<Boolean> taken = new ArrayList<>();
        for (int minute = 1; minute <= 15; minute++) {
            final long endNs = START_NS + minute * 60 * SECOND_NS;
            if (minute == 10) {
                // Before the last smaller one: what that would complete is dropped.
                taken.add(five.onOwnBar(bar(300, endNs, 200, 5), note));
            }
            five.onBar(bar(MINUTE, endNs, 100 + minute, 1), note);
            if (minute == 5 || minute == 15) {
                taken.add(minute == 15 && five.onOwnBar(bar(300, endNs, 200, 5), note));
            }
        }
        final long start = START_NS / SECOND_NS;
        assertEquals(List.of(start + "-" + (start + 300) + " 101 105 101 105 5"), bars);
        assertEquals(List.of(false, true, true), taken);
    }

    /** The minute that ends the interval came first and completed it: the own bar is the same one again. */
    @Test
    void shouldNotGiveAnIntervalTwiceWhenItsOwnBarComesLast() {
        final List<String> bars = new ArrayList<>();
        final BarAggregator five = new BarAggregator(0, 1, 300);
        for (int minute = 1; minute <= 5; minute++) {
            five.onBar(bar(MINUTE, START_NS + minute * 60 * SECOND_NS, 100, 1), (stream, bar) -> bars.add(text(bar)));
        }
        assertEquals(1, bars.size());
        final BarListener none = (stream, bar) -> bars.add("again");
        assertEquals(false, five.onOwnBar(bar(300, START_NS + 300 * SECOND_NS, 100, 5), none));
        assertEquals(true, five.onOwnBar(bar(300, START_NS + 600 * SECOND_NS, 100, 5), none));
        assertEquals(1, bars.size());
    }

    /** Bars come a little after their end; the clock must not shut the last one out. */
    @Test
    void shouldWaitForTheLastSmallerBarWhenTheClockIsFirst() {
        final List<String> bars = new ArrayList<>();
        final BarListener note = (stream, bar) -> bars.add(text(bar));
        final BarAggregator five = new BarAggregator(0, 1, 300);
        for (int minute = 1; minute <= 4; minute++) {
            five.onBar(bar(MINUTE, START_NS + minute * 60 * SECOND_NS, 100, 1), note);
        }
        five.onTime(START_NS + 300 * SECOND_NS, note);
        assertEquals(List.of(), bars);
        five.onBar(bar(MINUTE, START_NS + 300 * SECOND_NS, 100, 1), note);
        final long start = START_NS / SECOND_NS;
        assertEquals(List.of(start + "-" + (start + 300) + " 100 100 100 100 5"), bars);
    }

    private static ClosedBar bar(final int seconds, final long endNs, final long price, final long volume) {
        return new ClosedBar()
                .interval(1, seconds, endNs - seconds * SECOND_NS, endNs)
                .prices(price, price, price, price, volume);
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
