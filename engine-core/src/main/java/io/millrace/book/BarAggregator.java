package io.millrace.book;

import io.millrace.calendar.CalendarRegistry;
import io.millrace.calendar.TradingCalendar;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;
import io.millrace.fixed.Fixed;
import io.millrace.fixed.Rounding;
import io.millrace.instrument.BarKind;
import io.millrace.instrument.Timeframe;

/**
 * Builds the bars of one stream (instrument and timeframe) from its own bars, from smaller bars or from trades: from
 * one of them at a time, so that nothing counts twice.
 *
 * <p>The coarsest input wins: the stream's own bars before smaller ones, larger of the smaller ones before the
 * smallest, any bar before trades. A coarser input that appears takes over from the next interval on (the stream's own
 * bars at once), and from then on finer ones no longer build the stream, also when the coarser ones stay away.
 *
 * <p>A bar is given out only when it is complete: a bar of time when the smaller bar that ends it has come, or when
 * anything later than its end has been seen; a bar of trades, units or value with the trade that fills it. A trade is
 * never split, so the last one may take such a bar beyond its size: half a trade has no time and no price of its own.
 * Intervals in which nothing traded give no bar; what comes after its interval was given out is in no bar.
 *
 * <p>Bars lie within sessions: what trades between them builds no bar, and a close ends what is open. A smaller bar
 * counts in the interval it opens in, or in the session's first when it opens before the session and ends in it.
 */
public final class BarAggregator implements Stateful {
    private static final int NOTHING = -1;
    private static final int TRADES = 0;

    private final int stream;
    private final int instrument;
    private final int timeframeCode;
    private final TradingCalendar calendar;
    private final BarSpan span;
    private final BarSize size;
    private final ClosedBar bar = new ClosedBar();

    /** What builds the interval under way: nothing yet, trades, or bars of so many seconds. */
    private int source = NOTHING;

    /** What builds the next one: the coarsest input so far. */
    private int nextSource = NOTHING;

    /** End of the newest bar given out. */
    private long newestEndNs = Long.MIN_VALUE;

    private boolean open;
    private long startNs;
    private long endNs;
    private long openPrice;
    private long highPrice;
    private long lowPrice;
    private long closePrice;
    private long volume;

    /** Bars of a market that never closes. */
    public BarAggregator(final int stream, final int instrument, final int timeframeCode) {
        this(stream, instrument, timeframeCode, CalendarRegistry.find(CalendarRegistry.ALWAYS_OPEN));
    }

    /**
     * Bars of a market with sessions.
     *
     * @param timeframeCode see {@link Timeframe#code}
     * @throws IllegalArgumentException for a length of time that would straddle sessions
     */
    public BarAggregator(
            final int stream, final int instrument, final int timeframeCode, final TradingCalendar calendar) {
        this.stream = stream;
        this.instrument = instrument;
        this.timeframeCode = timeframeCode;
        this.calendar = calendar;
        final Timeframe timeframe = new Timeframe(timeframeCode);
        final boolean timed = timeframe.kind() == BarKind.TIME;
        this.span = timed ? new BarSpan(calendar, timeframeCode) : null;
        this.size = timed ? null : new BarSize(timeframe);
    }

    /** True when bars of this timeframe can be made for this calendar: up to a day, or whole days, if it has nights. */
    public static boolean fits(final TradingCalendar calendar, final int timeframeCode) {
        return timeframeCode > Timeframe.MAX_SECONDS || BarSpan.fits(calendar, timeframeCode);
    }

    /** Adds one trade; first closes the bar that ended before it. */
    public void onTrade(final long timeNs, final long price, final long quantity, final BarListener out) {
        if (admits(TRADES, timeNs, out) && calendar.isOpen(timeNs)) {
            include(timeNs, price, price, price, price, quantity);
            closeIfFull(price, quantity, timeNs, out);
        }
    }

    /** Adds one smaller bar of {@code [openNs, closeNs]}; it closes this stream's bar when both end together. */
    public void onBar(final ClosedBar smaller, final BarListener out) {
        final long openNs = smaller.openTimeNs();
        if (!admits(smaller.timeframeSeconds(), openNs, out)) {
            return;
        }
        final long closeNs = smaller.closeTimeNs();
        final long inSessionNs = Math.max(openNs, calendar.sessionOpenNs(openNs));
        if (inSessionNs == openNs || inSessionNs < closeNs) {
            include(inSessionNs, smaller.open(), smaller.high(), smaller.low(), smaller.close(), smaller.volume());
            closeIfFull(smaller.close(), smaller.volume(), closeNs, out);
        }
        closeIfOver(closeNs, out);
    }

    /**
     * Takes a bar of the stream's own timeframe; what smaller ones have built of its interval is dropped.
     *
     * @return false when smaller inputs have already completed the bar of this interval
     */
    public boolean onOwnBar(final ClosedBar own, final BarListener out) {
        if (source != timeframeCode) {
            return takeOver(own, out);
        }
        newestEndNs = own.closeTimeNs();
        return true;
    }

    /** Puts the bar under way into new units, {@code to} for {@code from} old ones. */
    public void split(final int to, final int from) {
        if (open) {
            openPrice = price(openPrice, to, from);
            highPrice = price(highPrice, to, from);
            lowPrice = price(lowPrice, to, from);
            closePrice = price(closePrice, to, from);
            volume = Fixed.scale(volume, to, from, Rounding.FLOOR);
            if (size != null) {
                size.split(to, from);
            }
        }
    }

    private static long price(final long price, final int to, final int from) {
        return Math.max(1, Fixed.scale(price, from, to, Rounding.HALF_EVEN));
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
        sink.putLong(newestEndNs);
        sink.putLong(open ? 1 : 0);
        if (open) {
            sink.putLong(startNs);
            sink.putLong(endNs);
            sink.putLong(openPrice);
            sink.putLong(highPrice);
            sink.putLong(lowPrice);
            sink.putLong(closePrice);
            sink.putLong(volume);
            if (size != null) {
                size.writeState(sink);
            }
        }
    }

    @Override
    public void readState(final StateSource saved) {
        source = saved.getInt("BarAggregator.source");
        nextSource = saved.getInt("BarAggregator.nextSource");
        newestEndNs = saved.getLong();
        open = saved.getBoolean("BarAggregator.open");
        if (open) {
            startNs = saved.getLong();
            endNs = saved.getLong();
            openPrice = saved.getLong();
            highPrice = saved.getLong();
            lowPrice = saved.getLong();
            closePrice = saved.getLong();
            volume = saved.getLong();
            if (size != null) {
                size.readState(saved);
            }
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
        source = timeframeCode;
        nextSource = timeframeCode;
        closeIfOver(own.openTimeNs(), out);
        open = false;
        if (own.openTimeNs() < newestEndNs) {
            return false;
        }
        newestEndNs = own.closeTimeNs();
        return true;
    }

    private void closeIfFull(final long price, final long quantity, final long nowNs, final BarListener out) {
        if (open && size != null && size.add(price, quantity)) {
            close(Math.min(nowNs, endNs), out);
        }
    }

    private void closeIfOver(final long nowNs, final BarListener out) {
        if (open && nowNs >= endNs) {
            close(endNs, out);
        }
    }

    private void close(final long closeNs, final BarListener out) {
        open = false;
        newestEndNs = closeNs;
        bar.interval(instrument, timeframeCode, startNs, closeNs)
                .prices(openPrice, highPrice, lowPrice, closePrice, volume);
        out.onBar(stream, bar);
    }

    private void include(
            final long timeNs,
            final long first,
            final long highest,
            final long lowest,
            final long last,
            final long quantity) {
        if (!open) {
            begin(timeNs);
            if (startNs < newestEndNs && size == null) {
                return;
            }
            open = true;
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

    private void begin(final long timeNs) {
        if (size == null) {
            span.locate(timeNs);
            startNs = span.startNs();
            endNs = span.endNs();
        } else {
            size.reset();
            startNs = timeNs;
            endNs = calendar.isRoundTheClock() ? TradingCalendar.NEVER : calendar.sessionCloseNs(timeNs);
        }
    }
}
