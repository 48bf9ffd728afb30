package io.millrace.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Bars, trades, quotes and observations that often share a time, some of them out of order or not believable. */
public final class RandomMarket {
    public static final long START_NS = 1_600_000_020_000_000_000L;

    private static final long SECOND_NS = 1_000_000_000L;
    private static final long ONE = 100_000_000L;
    private static final int ROWS = 60;

    private RandomMarket() {}

    public static DataSet of(Random random) {
        List<BarSeries> bars = new ArrayList<>(List.of(bars(random, "A", 60), bars(random, "A", 300)));
        if (random.nextBoolean()) {
            bars.add(bars(random, "C", 60));
        }
        List<TradeSeries> trades =
                List.of(new TradeSeries(rows(random, "B", 3)), new TradeSeries(rows(random, "A", 3)));
        List<QuoteSeries> quotes =
                List.of(new QuoteSeries(rows(random, "A", 4)), new QuoteSeries(rows(random, "D", 4)));
        List<ObservationSeries> observations =
                random.nextBoolean() ? List.of() : List.of(observed(random, "vix"), observed(random, "mood"));
        return new DataSet(bars, trades, List.of(), Map.of(), List.of(), observations, quotes);
    }

    private static BarSeries bars(Random random, String symbol, int seconds) {
        long[] opens = new long[ROWS];
        long[][] prices = new long[4][ROWS];
        long[] volume = new long[ROWS];
        for (int i = 0; i < ROWS; i++) {
            opens[i] = START_NS + i * seconds * SECOND_NS;
            for (long[] column : prices) {
                column[i] = (90 + random.nextInt(20)) * ONE + random.nextInt(100);
            }
            volume[i] = random.nextInt(50) * ONE;
        }
        return BarSeries.of(symbol, seconds, opens, prices, volume);
    }

    private static Columns rows(Random random, String symbol, int width) {
        Columns columns = new Columns(symbol, width);
        long time = START_NS;
        for (int i = 0; i < ROWS; i++) {
            time += (random.nextInt(10) == 0 ? -5 : random.nextInt(4) * 30) * SECOND_NS;
            long[] row = new long[width];
            for (int column = 0; column < width; column++) {
                row[column] = (90 + column + random.nextInt(5)) * ONE;
            }
            columns.add(Math.max(time, START_NS), i, row);
        }
        return columns;
    }

    private static ObservationSeries observed(Random random, String name) {
        long[] observed = new long[20];
        long[] known = new long[20];
        double[] values = new double[20];
        for (int i = 0; i < 20; i++) {
            observed[i] = START_NS + (i - 5) * 120 * SECOND_NS;
            known[i] = observed[i] + 60 * SECOND_NS;
            values[i] = random.nextGaussian();
        }
        return ObservationSeries.of(name, observed, known, values);
    }
}
