package io.millrace.book;

import io.millrace.fixed.Fixed;

/**
 * A completed bar, as strategies and indicators see it. Prices and volume at 1e-8, times in nanoseconds UTC.
 *
 * <p>Mutable and reused by its owner: read it during the call it is passed to.
 */
public final class ClosedBar {
    private int instrument;
    private int timeframeSeconds;
    private long openTimeNs;
    private long closeTimeNs;
    private long open;
    private long high;
    private long low;
    private long close;
    private long volume;

    /** Whose bar and which interval. */
    public ClosedBar interval(
            final int ofInstrument, final int ofTimeframeSeconds, final long openNs, final long closeNs) {
        instrument = ofInstrument;
        timeframeSeconds = ofTimeframeSeconds;
        openTimeNs = openNs;
        closeTimeNs = closeNs;
        return this;
    }

    /** What was traded in it. */
    public ClosedBar prices(
            final long openPrice,
            final long highPrice,
            final long lowPrice,
            final long closePrice,
            final long tradedVolume) {
        open = openPrice;
        high = highPrice;
        low = lowPrice;
        close = closePrice;
        volume = tradedVolume;
        return this;
    }

    public int instrument() {
        return instrument;
    }

    public int timeframeSeconds() {
        return timeframeSeconds;
    }

    public long openTimeNs() {
        return openTimeNs;
    }

    public long closeTimeNs() {
        return closeTimeNs;
    }

    public long open() {
        return open;
    }

    public long high() {
        return high;
    }

    public long low() {
        return low;
    }

    public long close() {
        return close;
    }

    public long volume() {
        return volume;
    }

    /** The closing price for arithmetic that need not be exact. */
    public double closeAsDouble() {
        return Fixed.toDouble(close);
    }
}
