package io.millrace.indicator;

/**
 * Exponential smoothing: the mean of the first n numbers, then m + (x - m) * 2 / (n + 1).
 *
 * <p>The operations are in TA-Lib's order, so that the results agree bit for bit. Not thread-safe.
 */
final class ExponentialMean extends SeededMean {
    private final double alpha;

    ExponentialMean(final int period) {
        super(period);
        this.alpha = 2.0 / (period + 1);
    }

    void add(final double x) {
        if (isFull()) {
            mean = (x - mean) * alpha + mean;
        } else {
            seed(x);
        }
    }
}
