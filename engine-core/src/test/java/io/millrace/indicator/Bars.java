package io.millrace.indicator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;

/** Columns of bars for tests: a seeded random walk, or recorded prices. */
record Bars(long[] openTimeNs, double[] open, double[] high, double[] low, double[] close, double[] volume) {
    /** A day has eight of them: a session ends now and then also in short tests. */
    private static final long BAR_NS = 3 * 3_600_000_000_000L;

    static Bars ofSize(final int size) {
        final long[] times = new long[size];
        for (int i = 0; i < size; i++) {
            times[i] = i * BAR_NS;
        }
        return new Bars(
                times, new double[size], new double[size], new double[size], new double[size], new double[size]);
    }

    /** Prints its seed; -Dseed=N overrides it. */
    static long seed(final long standard) {
        final long seed = Long.getLong("seed", standard);
        System.out.println("seed " + seed);
        return seed;
    }

    /** A walk in cents, with flat stretches and gaps. */
    static Bars walk(final int size, final double start, final long seed) {
        final Random random = new Random(seed);
        final Bars bars = ofSize(size);
        double previous = start;
        for (int i = 0; i < size; i++) {
            final boolean flat = random.nextInt(10) == 0;
            final double open = flat ? previous : cents(previous + random.nextGaussian());
            final double close = flat ? previous : cents(open + random.nextGaussian());
            bars.open[i] = open;
            bars.close[i] = close;
            bars.high[i] = cents(Math.max(open, close) + (flat ? 0 : random.nextDouble()));
            bars.low[i] = cents(Math.min(open, close) - (flat ? 0 : random.nextDouble()));
            bars.volume[i] = random.nextInt(1_000_000);
            previous = Math.max(close, start / 2);
        }
        return bars;
    }

    /** Daily bars under shared/data, or the test is skipped. */
    static Bars daily(final String symbol) throws IOException {
        for (final String root : List.of("../shared/data", "../../shared/data")) {
            final Path file = Path.of(root, "equities/lean_daily", symbol + ".csv");
            if (Files.exists(file)) {
                return read(Files.readAllLines(file));
            }
        }
        Assumptions.abort("skipped: shared/data is not beside the project, so " + symbol + " cannot be read");
        return ofSize(0);
    }

    private static Bars read(final List<String> lines) {
        final Bars bars = ofSize(lines.size() - 1);
        for (int i = 0; i < bars.size(); i++) {
            final String[] cells = lines.get(i + 1).split(",");
            bars.open[i] = Double.parseDouble(cells[1]);
            bars.high[i] = Double.parseDouble(cells[2]);
            bars.low[i] = Double.parseDouble(cells[3]);
            bars.close[i] = Double.parseDouble(cells[4]);
            bars.volume[i] = Double.parseDouble(cells[5]);
        }
        return bars;
    }

    private static double cents(final double price) {
        return Math.rint(price * 100) / 100;
    }

    int size() {
        return close.length;
    }

    double[] column(final BarInput input) {
        return switch (input) {
            case OPEN -> open;
            case HIGH -> high;
            case LOW -> low;
            case VOLUME -> volume;
            default -> close;
        };
    }

    /** Bars whose every price is the close. */
    static Bars ofCloses(final double... closes) {
        final Bars bars = ofSize(closes.length);
        return new Bars(bars.openTimeNs, closes, closes, closes, closes, bars.volume);
    }

    void feed(final Indicator indicator, final BarInput input, final int bar) {
        indicator.update(column(input)[bar], values(bar));
    }

    BarValues values(final int bar) {
        return new BarValues().set(openTimeNs[bar], open[bar], high[bar], low[bar], close[bar], volume[bar]);
    }

    /** The value of every bar: of the output that the text names. */
    double[] run(final String text) {
        final IndicatorSpec spec = IndicatorRegistry.standard().parse(text);
        final Indicator indicator = spec.newIndicator();
        final double[] values = new double[size()];
        for (int i = 0; i < values.length; i++) {
            feed(indicator, spec.input(), i);
            values[i] = indicator.value(spec.output());
        }
        return values;
    }
}
