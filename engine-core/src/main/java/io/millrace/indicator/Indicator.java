package io.millrace.indicator;

import io.millrace.event.Stateful;

/**
 * One indicator over one stream of complete bars, updated a bar at a time.
 *
 * <p>Every output is NaN until {@link #warmUp()} bars have been seen. Inputs must be finite: {@link IndicatorBank}
 * refuses others before any indicator sees them. After warm-up an output is finite; where its formula has no value, the
 * definition says which number stands there, or that it is NaN. Same inputs, same bits, on every JDK. Not thread-safe.
 *
 * <p>An abstract class rather than an interface because its call is cheaper where several kinds are mixed, and the
 * first value is read without a call.
 */
public abstract class Indicator implements Stateful {
    /** {@link #convergenceBars()} of an indicator whose level depends on where it was started, for ever. */
    public static final int NEVER = Integer.MAX_VALUE;

    private final int warmUp;
    private final int convergenceBars;
    private double value = Double.NaN;
    private BarInput input = BarInput.CLOSE;
    private int firstSlot;

    /**
     * An indicator that remembers nothing but a window.
     *
     * @param warmUp bars seen, the current one included, when the first value appears; at least 1
     */
    protected Indicator(final int warmUp) {
        this(warmUp, warmUp);
    }

    /**
     * An indicator that remembers all it has seen, ever more faintly.
     *
     * @param convergenceBars see {@link #convergenceBars()}; at least {@code warmUp}
     */
    protected Indicator(final int warmUp, final int convergenceBars) {
        this.warmUp = warmUp;
        this.convergenceBars = convergenceBars;
    }

    /**
     * Takes one complete bar.
     *
     * @param input the number of this bar the indicator was asked to follow (see {@link BarInput}); the close for an
     *     indicator of the whole bar
     * @param bar all numbers of the bar, valid during the call
     */
    public abstract void update(double input, BarValues bar);

    public final int warmUp() {
        return warmUp;
    }

    /**
     * Bars seen when the place of the start no longer matters: from here on every output differs from that of a start
     * long ago by less than 0.1 % of its usual size, in a market that moves. {@link #warmUp()} where only a window
     * counts, else longer, or {@link #NEVER}.
     */
    public final int convergenceBars() {
        return convergenceBars;
    }

    /** Its place in a stream, kept where it is used anyway. */
    final void seat(final BarInput follows, final int slot) {
        input = follows;
        firstSlot = slot;
    }

    /** What it follows. */
    final BarInput input() {
        return input;
    }

    /** Where the stream keeps its first output; the others are behind it. */
    final int firstSlot() {
        return firstSlot;
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
