package io.millrace.indicator;

/**
 * Pearson's correlation of the last n pairs, for two series of any origin: a strategy feeds it one pair a bar.
 *
 * <p>Prices correlate by their common trend; feed returns to compare moves. Inputs must be finite. Not thread-safe.
 */
public final class RollingCorrelation extends RollingPairs {
    /** @param length pairs in the window; at least 2, fewer correlate with nothing */
    public RollingCorrelation(final int length) {
        super("correlation", length);
    }

    /** Takes the next pair and returns {@link #value()}. */
    public double add(final double x, final double y) {
        window.add(x, y);
        return value();
    }

    /** From -1 to 1, 0 where one series does not move; NaN until n pairs have been taken. */
    public double value() {
        if (!window.isFull()) {
            return Double.NaN;
        }
        final double scale = Math.sqrt(window.squaresX()) * Math.sqrt(window.squaresY());
        return scale == 0 ? 0 : Math.max(-1, Math.min(1, window.products() / scale));
    }
}
