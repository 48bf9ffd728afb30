package io.millrace.book;

import io.millrace.event.StateSink;
import io.millrace.event.Stateful;

/**
 * Builds the bars of one stream (instrument and timeframe) from trades or from smaller bars.
 *
 * <p>A bar is given out only when it is complete: when the smaller bar that ends it has come, or when anything later
 * than its end has been seen. Intervals in which nothing traded give no bar.
 */
public final class BarAggregator implements Stateful {
    private final int stream;
    private final int instrument;
    private final int timeframeSeconds;
    private final long lengthNs;
    private final ClosedBar bar = new ClosedBar();

    private boolean open;
    private long startNs;
    private long openPrice;
    private long highPrice;
    private long lowPrice;
    private long closePrice;
    private long volume;

    public BarAggregator(final int stream, final int instrument, final int timeframeSeconds) {
        this.stream = stream;
        this.instrument = instrument;
        this.timeframeSeconds = timeframeSeconds;
        this.lengthNs = BarInterval.lengthNs(timeframeSeconds);
    }

    public int timeframeSeconds() {
        return timeframeSeconds;
    }

    /** Adds one trade; first closes the bar that ended before it. */
    public void onTrade(final long timeNs, final long price, final long quantity, final BarListener out) {
        onTime(timeNs, out);
        include(timeNs, price, price, price, price, quantity);
    }

    /** Adds one smaller bar of {@code [openNs, closeNs]}; it closes this stream's bar when both end together. */
    public void onBar(final ClosedBar smaller, final BarListener out) {
        onTime(smaller.openTimeNs(), out);
        include(smaller.openTimeNs(), smaller.open(), smaller.high(), smaller.low(), smaller.close(), smaller.volume());
        onTime(smaller.closeTimeNs(), out);
    }

    /** Closes the bar if its interval is over at {@code nowNs}. */
    public void onTime(final long nowNs, final BarListener out) {
        if (open && nowNs >= startNs + lengthNs) {
            open = false;
            bar.interval(instrument, timeframeSeconds, startNs, startNs + lengthNs)
                    .prices(openPrice, highPrice, lowPrice, closePrice, volume);
            out.onBar(stream, bar);
        }
    }

    @Override
    public void writeState(final StateSink sink) {
        sink.putLong(open ? 1 : 0);
        if (open) {
            sink.putLong(startNs);
            sink.putLong(openPrice);
            sink.putLong(highPrice);
            sink.putLong(lowPrice);
            sink.putLong(closePrice);
            sink.putLong(volume);
        }
    }

    private void include(
            final long timeNs,
            final long first,
            final long highest,
            final long lowest,
            final long last,
            final long quantity) {
        if (!open) {
            open = true;
            startNs = BarInterval.startNs(timeNs, timeframeSeconds);
            openPrice = first;
            highPrice = highest;
            lowPrice = lowest;
            volume = 0;
        }
        highPrice = Math.max(highPrice, highest);
        lowPrice = Math.min(lowPrice, lowest);
        closePrice = last;
        volume = Math.addExact(volume, quantity);
    }
}
