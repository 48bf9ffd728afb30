package io.millrace.indicator;

/**
 * Beta over the last n pairs: how much a series moves for one unit of another, for series of any origin. A strategy
 * feeds it one pair a bar: returns for the beta of an asset to its market, prices for the hedge ratio of a pair.
 *
 * <p>Inputs must be finite. Not thread-safe.
 */
public final class RollingBeta extends RollingPairs {
    /** @param length pairs in the window; at least 2, fewer have no slope */
    public RollingBeta(final int length) {
        super("beta", length);
    }

    /** Takes the next pair and returns {@link #value()}. */
    public double add(final double series, final double reference) {
        window.add(series, reference);
        return value();
    }

    /** Covariance over variance of the reference, 0 where that does not move; NaN until n pairs have been taken. */
    public double value() {
        if (!window.isFull()) {
            return Double.NaN;
        }
        return window.squaresY() == 0 ? 0 : window.products() / window.squaresY();
    }
}
