package io.millrace.book;

import io.millrace.event.StateSink;
import io.millrace.event.Stateful;

/**
 * Builds the bars of one stream (instrument and timeframe) from its own bars, from smaller bars or from trades: from
 * one of them at a time, so that nothing counts twice.
 *
 * <p>The coarsest input wins: the stream's own bars before smaller ones, larger of the smaller ones before the
 * smallest, any bar before trades. A coarser input that appears takes over from the next interval on (the stream's own
 * bars at once), and from then on finer ones no longer build the stream, also when the coarser ones stay away.
 *
 * <p>A bar is given out only when it is complete: when the smaller bar that ends it has come, or when anything later
 * than its end has been seen. Intervals in which nothing traded give no bar; what comes after its interval was given
 * out is in no bar.
 */
public final class BarAggregator implements Stateful {
    private static final int NOTHING = -1;
    private static final int TRADES = 0;

    private final int stream;
    private final int instrument;
    private final int timeframeSeconds;
    private final long lengthNs;
    private final ClosedBar bar = new ClosedBar();

    /** What builds the interval under way: nothing yet, trades, or bars of so many seconds. */
    private int source = NOTHING;

    /** What builds the next one: the coarsest input so far. */
    private int nextSource = NOTHING;

    /** Start of the newest bar given out. */
    private long newestStartNs = Long.MIN_VALUE;

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
        if (admits(TRADES, timeNs, out)) {
            include(timeNs, price, price, price, price, quantity);
        }
    }

    /** Adds one smaller bar of {@code [openNs, closeNs]}; it closes this stream's bar when both end together. */
    public void onBar(final ClosedBar smaller, final BarListener out) {
        if (admits(smaller.timeframeSeconds(), smaller.openTimeNs(), out)) {
            include(
                    smaller.openTimeNs(),
                    smaller.open(),
                    smaller.high(),
                    smaller.low(),
                    smaller.close(),
                    smaller.volume());
            closeIfOver(smaller.closeTimeNs(), out);
        }
    }

    /**
     * Takes a bar of the stream's own timeframe; what smaller ones have built of its interval is dropped.
     *
     * @return false when smaller inputs have already completed the bar of this interval
     */
    public boolean onOwnBar(final ClosedBar own, final BarListener out) {
        if (source != timeframeSeconds) {
            return takeOver(own, out);
        }
        newestStartNs = own.openTimeNs();
        return true;
    }

    /**
     * Closes the bar if its interval is over at {@code nowNs}. What is built from bars waits for one more of them to
     * be due: the last one of the interval comes a little after the interval's end.
     */
    public void onTime(final long nowNs, final BarListener out) {
        closeIfOver(source <= TRADES ? nowNs : nowNs - BarInterval.lengthNs(source), out);
    }

    @Override
    public void writeState(final StateSink sink) {
        sink.putLong(source);
        sink.putLong(nextSource);
        sink.putLong(newestStartNs);
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

    private boolean admits(final int kind, final long timeNs, final BarListener out) {
        if (kind == nextSource && kind == source) {
            closeIfOver(timeNs, out);
            return true;
        }
        if (kind < source) {
            return false;
        }
        nextSource = Math.max(nextSource, kind);
        closeIfOver(timeNs, out);
        if (!open) {
            source = nextSource;
        }
        return kind == source;
    }

    private boolean takeOver(final ClosedBar own, final BarListener out) {
        source = timeframeSeconds;
        nextSource = timeframeSeconds;
        closeIfOver(own.openTimeNs(), out);
        open = false;
        if (newestStartNs != Long.MIN_VALUE && own.openTimeNs() < newestStartNs + lengthNs) {
            return false;
        }
        newestStartNs = own.openTimeNs();
        return true;
    }

    private void closeIfOver(final long nowNs, final BarListener out) {
        if (open && nowNs >= startNs + lengthNs) {
            open = false;
            newestStartNs = startNs;
            bar.interval(instrument, timeframeSeconds, startNs, startNs + lengthNs)
                    .prices(openPrice, highPrice, lowPrice, closePrice, volume);
            out.onBar(stream, bar);
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
            final long start = BarInterval.startNs(timeNs, timeframeSeconds);
            if (start <= newestStartNs) {
                return;
            }
            open = true;
            startNs = start;
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
