package io.millrace.indicator;

import io.millrace.event.Stateful;

/**
 * One indicator over one stream of complete bars, updated a bar at a time.
 *
 * <p>Every output is NaN until {@link #warmUp()} bars have been seen. Inputs must be finite: {@link IndicatorBank}
 * refuses others before any indicator sees them. Same inputs, same bits, on every JDK. Not thread-safe.
 *
 * <p>An abstract class rather than an interface because its call is cheaper where several kinds are mixed, and the
 * first value is read without a call.
 */
public abstract class Indicator implements Stateful {
    private final int warmUp;
    private double value = Double.NaN;

    /** @param warmUp bars seen, the current one included, when the first value appears; at least 1 */
    protected Indicator(final int warmUp) {
        this.warmUp = warmUp;
    }

    /**
     * Takes one complete bar.
     *
     * @param input the number of this bar the indicator was asked to follow (see {@link BarInput}); the close for an
     *     indicator of the whole bar
     */
    public abstract void update(double input, double open, double high, double low, double close, double volume);

    public final int warmUp() {
        return warmUp;
    }

    /** The first output, or NaN during warm-up. */
    public final double value() {
        return value;
    }

    /** How many values a bar gives: as many as the definition names. */
    public int outputs() {
        return 1;
    }

    /** Output {@code output} in the order of the definition, or NaN during warm-up. */
    public double value(final int output) {
        if (output != 0) {
            throw new IndexOutOfBoundsException("output " + output + " of an indicator that has one");
        }
        return value;
    }

    /** Sets the first output. */
    protected final void emit(final double newValue) {
        value = newValue;
    }
}
