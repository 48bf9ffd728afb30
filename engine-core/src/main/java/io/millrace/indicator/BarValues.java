package io.millrace.indicator;

/**
 * One complete bar as indicators read it. Its owner fills it anew for every bar, so an indicator keeps numbers of it,
 * never the object. Not thread-safe.
 */
public final class BarValues {
    /** At the ordinals of {@link BarInput}. */
    private final double[] numbers = new double[BarInput.values().length];

    private long openTimeNs;

    /** Takes the numbers of the next bar. */
    public BarValues set(
            final long newOpenTimeNs,
            final double open,
            final double high,
            final double low,
            final double close,
            final double volume) {
        openTimeNs = newOpenTimeNs;
        numbers[BarInput.OPEN.ordinal()] = open;
        numbers[BarInput.HIGH.ordinal()] = high;
        numbers[BarInput.LOW.ordinal()] = low;
        numbers[BarInput.CLOSE.ordinal()] = close;
        numbers[BarInput.VOLUME.ordinal()] = volume;
        numbers[BarInput.BAR.ordinal()] = close;
        return this;
    }

    /** Start of the bar, ns since 1970-01-01 UTC. */
    public long openTimeNs() {
        return openTimeNs;
    }

    public double high() {
        return numbers[BarInput.HIGH.ordinal()];
    }

    public double low() {
        return numbers[BarInput.LOW.ordinal()];
    }

    public double close() {
        return numbers[BarInput.CLOSE.ordinal()];
    }

    public double volume() {
        return numbers[BarInput.VOLUME.ordinal()];
    }

    /** The typical price: (high + low + close) / 3. */
    public double typical() {
        return (high() + low() + close()) / 3;
    }

    /** The number of the bar that an input names; the close for {@link BarInput#BAR}. */
    public double of(final BarInput input) {
        return numbers[input.ordinal()];
    }
}
