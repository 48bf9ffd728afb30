package io.millrace.indicator;

/**
 * Wilder's smoothing: the mean of the first n numbers, then (previous * (n - 1) + x) / n.
 *
 * <p>The operations are in TA-Lib's order, so that the results agree bit for bit. Not thread-safe.
 */
final class WilderMean extends SeededMean {
    private final double length;
    private final double kept;

    WilderMean(final int period) {
        super(period);
        length = period;
        kept = period - 1;
    }

    void add(final double x) {
        if (isFull()) {
            mean = (mean * kept + x) / length;
        } else {
            seed(x);
        }
    }
}
