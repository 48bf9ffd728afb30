package io.millrace.report;

import java.util.Arrays;

/**
 * Shape of the daily returns. Undefined figures are NaN.
 *
 * <ul>
 *   <li>{@code var95}, {@code var99}: historical value at risk, the negated 5 % and 1 % quantile (linear between order
 *       statistics), so a loss is positive.
 *   <li>{@code cvar95}, {@code cvar99}: the negated mean of the returns at or below that quantile.
 *   <li>{@code skew}: m3 / m2^1.5; {@code kurtosis}: m4 / m2^2, not in excess (normal = 3); population moments.
 * </ul>
 */
public record Distribution(
        double var95,
        double var99,
        double cvar95,
        double cvar99,
        double skew,
        double kurtosis,
        double bestDay,
        double worstDay) {
    private static final double NONE = Double.NaN;

    static Distribution of(final double[] returns) {
        final int n = returns.length;
        if (n == 0) {
            return new Distribution(NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE);
        }
        final double[] sorted = returns.clone();
        Arrays.sort(sorted);
        final double q05 = quantile(sorted, 0.05);
        final double q01 = quantile(sorted, 0.01);
        final Moments moments = Moments.of(returns, 0, n);
        return new Distribution(
                -q05,
                -q01,
                -meanUpTo(sorted, q05),
                -meanUpTo(sorted, q01),
                moments.skew(),
                moments.kurtosis(),
                sorted[n - 1],
                sorted[0]);
    }

    private static double quantile(final double[] sorted, final double share) {
        final double rank = share * (sorted.length - 1);
        final int below = (int) rank;
        final int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
    }

    private static double meanUpTo(final double[] sorted, final double limit) {
        double sum = sorted[0];
        int count = 1;
        while (count < sorted.length && sorted[count] <= limit) {
            sum += sorted[count];
            count++;
        }
        return sum / count;
    }
}
