package io.millrace.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Against a plain sort by time, ordinal and row. */
class MergeTest {
    private static final long SEED = Long.getLong("seed", 20_261_121L);

    private record Row(long timeNs, int source, int row) {}

    @Test
    void shouldWalkInTheOrderOfAPlainSort() {
        Random random = new Random(SEED);
        for (int round = 0; round < 200; round++) {
            List<BarSeries> bars = new ArrayList<>();
            List<ObservationSeries> observations = new ArrayList<>();
            List<Row> expected = new ArrayList<>();
            int series = random.nextInt(4);
            for (int i = 0; i < series; i++) {
                long[] times = times(random);
                observations.add(ObservationSeries.of("o" + i, times, times, new double[times.length]));
                rows(expected, i, times, 0);
            }
            int count = 1 + random.nextInt(30);
            long[] times = times(random);
            for (int i = 0; i < count; i++) {
                // A universe's bars have their times in common.
                times = random.nextBoolean() ? times : times(random);
                bars.add(BarSeries.of("S" + i, 60, times, new long[4][times.length], new long[times.length]));
                rows(expected, series + i, times, 60_000_000_000L);
            }
            List<TradeSeries> trades = new ArrayList<>();
            List<QuoteSeries> quotes = new ArrayList<>();
            for (int i = random.nextInt(3); i > 0; i--) {
                times = random.nextBoolean() ? times : times(random);
                trades.add(new TradeSeries(columns("T" + i, times)));
                rows(expected, series + count + trades.size() - 1, times, 0);
            }
            for (int i = random.nextInt(3); i > 0; i--) {
                quotes.add(new QuoteSeries(columns("Q" + i, times)));
                rows(expected, series + count + trades.size() + quotes.size() - 1, times, 0);
            }
            expected.sort(Comparator.comparingLong(Row::timeNs)
                    .thenComparingInt(Row::source)
                    .thenComparingInt(Row::row));

            walk(new Merge(observations, bars, trades, quotes), expected, series);
        }
    }

    private static void walk(Merge merge, List<Row> expected, int series) {
        for (int i = 0; i < expected.size(); i++) {
            assertTrue(merge.advance(), "seed " + SEED);
            Row now = new Row(merge.timeNs(), merge.source(), merge.row());
            assertEquals(expected.get(i), now, "seed " + SEED);
            assertEquals(now.source() < series, merge.isObservation());
            boolean last = i + 1 == expected.size() || expected.get(i + 1).timeNs() > now.timeNs();
            assertEquals(last, merge.isLastOfItsTime(), "seed " + SEED);
        }
        assertFalse(merge.advance());
    }

    private static void rows(List<Row> into, int source, long[] times, long shift) {
        for (int row = 0; row < times.length; row++) {
            into.add(new Row(times[row] + shift, source, row));
        }
    }

    private static Columns columns(String symbol, long[] times) {
        Columns columns = new Columns(symbol, 4);
        for (int row = 0; row < times.length; row++) {
            columns.add(times[row], row + 1, new long[4]);
        }
        return columns;
    }

    /** A daily grid with holes, or times of their own; equal ones among them. */
    private static long[] times(Random random) {
        boolean grid = random.nextBoolean();
        List<Long> times = new ArrayList<>();
        long at = 60_000_000_000L * random.nextInt(5);
        for (int i = random.nextInt(20); i > 0; i--) {
            at += grid ? 60_000_000_000L * random.nextInt(3) : random.nextInt(100_000);
            times.add(at);
        }
        return times.stream().mapToLong(Long::longValue).toArray();
    }
}
