package io.millrace.indicator;

import java.math.BigDecimal;
import java.math.MathContext;

/** The formulas as books print them, computed anew from the first bar for every value: slow and obvious. */
final class Naive {
    private static final MathContext DIGITS = MathContext.DECIMAL128;

    private Naive() {}

    static double value(final String name, final int n, final Bars bars, final BarInput input, final int t) {
        final double[] x = bars.column(input);
        return switch (name) {
            case "sma", "rmean" ->
                t + 1 < n ? Double.NaN : mean(x, t - n + 1, t).doubleValue();
            case "rstdev" -> t + 1 < n ? Double.NaN : deviation(x, t - n + 1, t);
            case "rmax" -> t + 1 < n ? Double.NaN : extreme(x, t - n + 1, t, 1);
            case "rmin" -> t + 1 < n ? Double.NaN : extreme(x, t - n + 1, t, -1);
            case "ema" -> ema(x, n, t);
            case "rsi" -> rsi(x, n, t);
            case "tr" -> t == 0 ? Double.NaN : range(bars, t);
            case "atr" -> atr(bars, n, t);
            default -> throw new IllegalArgumentException("write a naive twin of " + name);
        };
    }

    private static BigDecimal mean(final double[] x, final int from, final int to) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = from; i <= to; i++) {
            sum = sum.add(new BigDecimal(x[i]));
        }
        return sum.divide(BigDecimal.valueOf(to - from + 1L), DIGITS);
    }

    private static double deviation(final double[] x, final int from, final int to) {
        final BigDecimal mean = mean(x, from, to);
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = from; i <= to; i++) {
            sum = sum.add(new BigDecimal(x[i]).subtract(mean).pow(2));
        }
        return Math.sqrt(sum.divide(BigDecimal.valueOf(to - from + 1L), DIGITS).doubleValue());
    }

    private static double extreme(final double[] x, final int from, final int to, final int sign) {
        double best = x[from];
        for (int i = from; i <= to; i++) {
            best = sign * x[i] > sign * best ? x[i] : best;
        }
        return best;
    }

    private static double ema(final double[] x, final int n, final int t) {
        if (t + 1 < n) {
            return Double.NaN;
        }
        double value = mean(x, 0, n - 1).doubleValue();
        for (int i = n; i <= t; i++) {
            value = 2.0 / (n + 1) * x[i] + (1 - 2.0 / (n + 1)) * value;
        }
        return value;
    }

    private static double wilder(final double[] x, final int n, final int t) {
        double value = mean(x, 1, n).doubleValue();
        for (int i = n + 1; i <= t; i++) {
            value += (x[i] - value) / n;
        }
        return value;
    }

    private static double rsi(final double[] x, final int n, final int t) {
        if (t < n) {
            return Double.NaN;
        }
        final double[] gains = new double[t + 1];
        final double[] losses = new double[t + 1];
        for (int i = 1; i <= t; i++) {
            gains[i] = x[i] > x[i - 1] ? x[i] - x[i - 1] : 0;
            losses[i] = x[i] < x[i - 1] ? x[i - 1] - x[i] : 0;
        }
        final double gain = wilder(gains, n, t);
        final double loss = wilder(losses, n, t);
        if (gain == 0 && loss == 0) {
            return 50;
        }
        return 100 - 100 / (1 + gain / loss);
    }

    private static double range(final Bars bars, final int t) {
        final double top = Math.max(bars.high()[t], bars.close()[t - 1]);
        final double bottom = Math.min(bars.low()[t], bars.close()[t - 1]);
        return top - bottom;
    }

    private static double atr(final Bars bars, final int n, final int t) {
        if (t < n) {
            return Double.NaN;
        }
        final double[] ranges = new double[t + 1];
        for (int i = 1; i <= t; i++) {
            ranges[i] = range(bars, i);
        }
        return wilder(ranges, n, t);
    }
}
