package io.millrace.indicator;

import java.math.BigDecimal;
import java.math.MathContext;

/** The formulas as books print them, computed anew from the first bar for every value: slow and obvious. */
final class Naive {
    private static final MathContext DIGITS = MathContext.DECIMAL128;

    private final IndicatorSpec spec;
    private final Bars bars;
    private final double[] x;
    private final int n;

    private Naive(final IndicatorSpec spec, final Bars bars) {
        this.spec = spec;
        this.bars = bars;
        this.x = bars.column(spec.input());
        this.n = spec.parameters().isEmpty() ? 0 : spec.whole(0);
    }

    /** The output that the specification names at bar t, counted from 0; NaN where there is none yet. */
    static double value(final IndicatorSpec spec, final Bars bars, final int t) {
        final Naive naive = new Naive(spec, bars);
        return t + 1 < naive.firstBar() ? Double.NaN : naive.at(t);
    }

    /** Bars needed, by the definitions' words. */
    private int firstBar() {
        return switch (spec.definition().name()) {
            case "obv", "vwap" -> 1;
            case "tr" -> 2;
            case "rsi", "atr", "mom", "roc", "lrstdev", "realvol", "prank" -> n + 1;
            case "adx" -> 2 * n;
            case "macd" -> spec.whole(1) + spec.whole(2) - 1;
            case "stoch" -> n + spec.whole(1) + spec.whole(2) - 2;
            case "keltner" -> Math.max(n, spec.whole(1) + 1);
            default -> n;
        };
    }

    private double at(final int t) {
        final int from = t - n + 1;
        return switch (spec.definition().name()) {
            case "sma", "rmean", "vma" -> mean(x, from, t).doubleValue();
            case "rstdev" -> deviation(x, from, t);
            case "rmax" -> extreme(x, from, t, 1);
            case "rmin" -> extreme(x, from, t, -1);
            case "ema" -> ema(x, 0, n, t);
            case "wma" -> wma(t);
            case "rsi" -> rsi(t);
            case "tr" -> range(t);
            case "atr" -> atr(n, t);
            case "mom" -> x[t] - x[t - n];
            case "roc" -> x[t - n] == 0 ? 0 : 100 * (x[t] - x[t - n]) / x[t - n];
            case "macd" -> macd(t);
            case "adx" -> adx(t);
            case "bb" -> bollinger(t);
            case "donchian" -> donchian(t);
            case "keltner" -> keltner(t);
            case "stoch" -> stochastic(t);
            case "cci" -> cci(t);
            case "zscore", "vzscore" -> zScore(t);
            case "vratio" -> volumeRatio(t);
            case "prank" -> percentRank(t);
            case "lrstdev" -> returnDeviation(t);
            case "realvol" -> Math.sqrt(spec.real(1)) * returnDeviation(t);
            case "obv" -> balance(t);
            case "vwap" -> sessionPrice(t);
            case "corr" -> correlation(x, bars.volume(), from, t);
            case "beta" -> beta(x, bars.volume(), from, t);
            default -> throw new IllegalArgumentException("write a naive twin of " + spec);
        };
    }

    static BigDecimal mean(final double[] x, final int from, final int to) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = from; i <= to; i++) {
            sum = sum.add(new BigDecimal(x[i]));
        }
        return sum.divide(BigDecimal.valueOf(to - from + 1L), DIGITS);
    }

    /** Sum of (x - mean of x) * (y - mean of y). */
    private static BigDecimal products(final double[] x, final double[] y, final int from, final int to) {
        final BigDecimal meanX = mean(x, from, to);
        final BigDecimal meanY = mean(y, from, to);
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = from; i <= to; i++) {
            sum = sum.add(new BigDecimal(x[i]).subtract(meanX).multiply(new BigDecimal(y[i]).subtract(meanY)));
        }
        return sum;
    }

    private static double deviation(final double[] x, final int from, final int to) {
        return Math.sqrt(products(x, x, from, to)
                .divide(BigDecimal.valueOf(to - from + 1L), DIGITS)
                .doubleValue());
    }

    static double correlation(final double[] x, final double[] y, final int from, final int to) {
        final BigDecimal squares = products(x, x, from, to).multiply(products(y, y, from, to), DIGITS);
        // Means have 34 digits: what is left of equal numbers is not always exactly nothing.
        if (squares.doubleValue() < 1e-30) {
            return 0;
        }
        return products(x, y, from, to).divide(squares.sqrt(DIGITS), DIGITS).doubleValue();
    }

    static double beta(final double[] x, final double[] y, final int from, final int to) {
        final BigDecimal squares = products(y, y, from, to);
        if (squares.doubleValue() < 1e-30) {
            return 0;
        }
        return products(x, y, from, to).divide(squares, DIGITS).doubleValue();
    }

    private static double extreme(final double[] x, final int from, final int to, final int sign) {
        double best = x[from];
        for (int i = from; i <= to; i++) {
            best = sign * x[i] > sign * best ? x[i] : best;
        }
        return best;
    }

    /** The first {@code start} numbers are left out. */
    private static double ema(final double[] x, final int start, final int n, final int t) {
        double value = mean(x, start, start + n - 1).doubleValue();
        for (int i = start + n; i <= t; i++) {
            value = 2.0 / (n + 1) * x[i] + (1 - 2.0 / (n + 1)) * value;
        }
        return value;
    }

    private double wma(final int t) {
        double sum = 0;
        for (int back = 0; back < n; back++) {
            sum += (n - back) * x[t - back];
        }
        return sum / (n * (n + 1L) / 2);
    }

    private double macd(final int t) {
        final int slow = spec.whole(1);
        final double[] line = new double[t + 1];
        double fastValue = mean(x, slow - n, slow - 1).doubleValue();
        double slowValue = mean(x, 0, slow - 1).doubleValue();
        line[slow - 1] = fastValue - slowValue;
        for (int i = slow; i <= t; i++) {
            fastValue += (x[i] - fastValue) * 2 / (n + 1);
            slowValue += (x[i] - slowValue) * 2 / (slow + 1);
            line[i] = fastValue - slowValue;
        }
        final double signal = ema(line, slow - 1, spec.whole(2), t);
        return switch (spec.output()) {
            case 0 -> line[t];
            case 1 -> signal;
            default -> line[t] - signal;
        };
    }

    private static double wilder(final double[] x, final int first, final int n, final int t) {
        double value = mean(x, first, first + n - 1).doubleValue();
        for (int i = first + n; i <= t; i++) {
            value += (x[i] - value) / n;
        }
        return value;
    }

    private double rsi(final int t) {
        final double[] gains = new double[t + 1];
        final double[] losses = new double[t + 1];
        for (int i = 1; i <= t; i++) {
            gains[i] = x[i] > x[i - 1] ? x[i] - x[i - 1] : 0;
            losses[i] = x[i] < x[i - 1] ? x[i - 1] - x[i] : 0;
        }
        final double gain = wilder(gains, 1, n, t);
        final double loss = wilder(losses, 1, n, t);
        if (gain == 0 && loss == 0) {
            return 50;
        }
        return 100 - 100 / (1 + gain / loss);
    }

    private double range(final int t) {
        final double top = Math.max(bars.high()[t], bars.close()[t - 1]);
        final double bottom = Math.min(bars.low()[t], bars.close()[t - 1]);
        return top - bottom;
    }

    private double atr(final int period, final int t) {
        final double[] ranges = new double[t + 1];
        for (int i = 1; i <= t; i++) {
            ranges[i] = range(i);
        }
        return wilder(ranges, 1, period, t);
    }

    private double adx(final int t) {
        final double[] indices = new double[t + 1];
        double range = 0;
        double plus = 0;
        double minus = 0;
        for (int i = 1; i <= t; i++) {
            final double up = bars.high()[i] - bars.high()[i - 1];
            final double down = bars.low()[i - 1] - bars.low()[i];
            final double keep = i < n ? 1 : (n - 1.0) / n;
            range = range * keep + range(i);
            plus = plus * keep + (up > down ? Math.max(up, 0) : 0);
            minus = minus * keep + (down > up ? Math.max(down, 0) : 0);
            if (i >= n) {
                indices[i] = plus + minus == 0 ? Double.NaN : 100 * Math.abs(plus - minus) / (plus + minus);
            }
        }
        return switch (spec.output()) {
            case 0 -> wilderWithHoles(indices, t);
            case 1 -> range == 0 ? 0 : 100 * plus / range;
            default -> range == 0 ? 0 : 100 * minus / range;
        };
    }

    private double wilderWithHoles(final double[] indices, final int t) {
        double value = 0;
        for (int i = n; i < 2 * n; i++) {
            value += Double.isNaN(indices[i]) ? 0 : indices[i] / n;
        }
        for (int i = 2 * n; i <= t; i++) {
            value += Double.isNaN(indices[i]) ? 0 : (indices[i] - value) / n;
        }
        return value;
    }

    private double bollinger(final int t) {
        final double mid = mean(x, t - n + 1, t).doubleValue();
        final double upper = mid + spec.real(1) * deviation(x, t - n + 1, t);
        final double lower = mid - spec.real(1) * deviation(x, t - n + 1, t);
        return switch (spec.output()) {
            case 0 -> mid;
            case 1 -> upper;
            case 2 -> lower;
            case 3 -> upper == lower ? 0.5 : (x[t] - lower) / (upper - lower);
            default -> (upper - lower) / mid;
        };
    }

    private double donchian(final int t) {
        final double upper = extreme(bars.high(), t - n + 1, t, 1);
        final double lower = extreme(bars.low(), t - n + 1, t, -1);
        return spec.output() == 0 ? upper : spec.output() == 1 ? lower : (upper + lower) / 2;
    }

    private double keltner(final int t) {
        final int sign = spec.output() == 0 ? 0 : spec.output() == 1 ? 1 : -1;
        return ema(bars.close(), 0, n, t) + sign * spec.real(2) * atr(spec.whole(1), t);
    }

    private double stochastic(final int t) {
        if (spec.output() == 0) {
            return slowStochastic(t);
        }
        double sum = 0;
        for (int i = 0; i < spec.whole(2); i++) {
            sum += slowStochastic(t - i);
        }
        return sum / spec.whole(2);
    }

    private double slowStochastic(final int t) {
        double sum = 0;
        for (int i = t - spec.whole(1) + 1; i <= t; i++) {
            final double high = extreme(bars.high(), i - n + 1, i, 1);
            final double low = extreme(bars.low(), i - n + 1, i, -1);
            sum += high == low ? 50 : (bars.close()[i] - low) / (high - low) * 100;
        }
        return sum / spec.whole(1);
    }

    private double typical(final int t) {
        return (bars.high()[t] + bars.low()[t] + bars.close()[t]) / 3;
    }

    private double cci(final int t) {
        final double[] prices = new double[t + 1];
        for (int i = 0; i <= t; i++) {
            prices[i] = typical(i);
        }
        final double mean = mean(prices, t - n + 1, t).doubleValue();
        double apart = 0;
        for (int i = t - n + 1; i <= t; i++) {
            apart += Math.abs(prices[i] - mean) / n;
        }
        return apart < 1e-12 * mean ? 0 : (prices[t] - mean) / (0.015 * apart);
    }

    private double zScore(final int t) {
        final double deviation = deviation(x, t - n + 1, t);
        return deviation < 1e-15 ? 0 : (x[t] - mean(x, t - n + 1, t).doubleValue()) / deviation;
    }

    private double volumeRatio(final int t) {
        final double mean = mean(x, t - n + 1, t).doubleValue();
        return mean == 0 ? 1 : x[t] / mean;
    }

    private double percentRank(final int t) {
        int less = 0;
        for (int i = t - n; i < t; i++) {
            less += x[i] < x[t] ? 1 : 0;
        }
        return 100.0 * less / n;
    }

    private double returnDeviation(final int t) {
        final double[] returns = new double[t + 1];
        for (int i = t - n + 1; i <= t; i++) {
            returns[i] = StrictMath.log(x[i]) - StrictMath.log(x[i - 1]);
        }
        return deviation(returns, t - n + 1, t) * Math.sqrt(n / (n - 1.0));
    }

    private double balance(final int t) {
        double sum = bars.volume()[0];
        for (int i = 1; i <= t; i++) {
            sum += Math.signum(bars.close()[i] - bars.close()[i - 1]) * bars.volume()[i];
        }
        return sum;
    }

    private double sessionPrice(final int t) {
        final long dayNs = 24 * 3_600_000_000_000L;
        double turnover = 0;
        double volume = 0;
        for (int i = t; i >= 0 && bars.openTimeNs()[i] / dayNs == bars.openTimeNs()[t] / dayNs; i--) {
            turnover += typical(i) * bars.volume()[i];
            volume += bars.volume()[i];
        }
        return volume == 0 ? typical(t) : turnover / volume;
    }
}
