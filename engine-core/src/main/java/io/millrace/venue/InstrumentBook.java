package io.millrace.venue;

import io.millrace.event.Absent;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.fixed.Fixed;

/**
 * One instrument at the venue: our live orders by arrival, and the market as last seen. Prices and quantities at 1e-8.
 *
 * <p>Orders that end stay in the list, marked done, until {@code ExecutionDesk.sweep}: matching walks the list
 * meanwhile.
 */
final class InstrumentBook {
    final int instrument;
    final long lot;
    final boolean roundTheClock;
    final OrderList orders = new OrderList();

    long bid = Absent.FIXED;
    long bidSize;
    long ask = Absent.FIXED;
    long askSize;

    /** Taken by our orders from the quote in force. */
    long bidTaken;

    long askTaken;

    /** Newest trade price or bar close. */
    long last = Absent.FIXED;

    /** Without quotes: what may still be filled against the newest print. */
    long printLeft;

    /** Latest time at which something was matched here. */
    long matchedNs = Long.MIN_VALUE;

    /** Length of the bars that orders are matched on: the shortest so far; 0 before the first. */
    int barSeconds;
    /** Time of the newest quote or trade. */
    long tickNs = Long.MIN_VALUE;

    /** For the square-root law; measured only if that is on. */
    final RangeVolatility volatility = new RangeVolatility();

    boolean hasQuotes;
    boolean hasTrades;
    boolean dirty;

    InstrumentBook(final int instrument, final long lot, final boolean roundTheClock) {
        this.instrument = instrument;
        this.lot = lot;
        this.roundTheClock = roundTheClock;
    }

    /** Matched on quotes and trades; bars are then only a summary of what was matched already. */
    boolean onTicks() {
        return hasQuotes || hasTrades;
    }

    /** Longer bars summarise what the shorter ones have matched already. */
    boolean matchesBarsOf(final int seconds) {
        if (barSeconds == 0 || seconds < barSeconds) {
            barSeconds = seconds;
        }
        return seconds == barSeconds;
    }

    /** Would a limit take at once, as far as the market is known? */
    boolean wouldTake(final VenueOrder order) {
        if (hasQuotes) {
            final long touch = order.buys() ? ask : bid;
            return touch != Absent.FIXED && order.reachesLimit(touch, true);
        }
        return last != Absent.FIXED && order.reachesLimit(last, false);
    }

    /** The quote of another session is none: nothing can be taken until the next one. */
    void forgetTouch() {
        bid = Absent.FIXED;
        ask = Absent.FIXED;
    }

    /** The newest price in the units after a split; quote and print from before it are none. */
    void split(final int to, final int from) {
        last = Fixed.splitPrice(last, to, from);
        printLeft = 0;
        forgetTouch();
    }

    void writeState(final StateSink sink) {
        sink.putLong(bid);
        sink.putLong(bidSize);
        sink.putLong(bidTaken);
        sink.putLong(ask);
        sink.putLong(askSize);
        sink.putLong(askTaken);
        sink.putLong(last);
        sink.putLong(printLeft);
        sink.putLong(matchedNs);
        sink.putLong(barSeconds);
        sink.putLong(tickNs);
        sink.putLong((hasQuotes ? 1 : 0) | (hasTrades ? 2 : 0));
        volatility.writeState(sink);
        orders.writeState(sink);
    }

    void readState(final ExecutionDesk desk, final StateSource source) {
        bid = source.getLong();
        bidSize = source.getLong();
        bidTaken = source.getLong();
        ask = source.getLong();
        askSize = source.getLong();
        askTaken = source.getLong();
        last = source.getLong();
        printLeft = source.getLong();
        matchedNs = source.getLong();
        barSeconds = source.getInt("InstrumentBook.barSeconds");
        tickNs = source.getLong();
        final int flags = source.getFlags("InstrumentBook.flags", 3);
        hasQuotes = (flags & 1) != 0;
        hasTrades = (flags & 2) != 0;
        volatility.readState(source);
        orders.readState(desk, source);
        desk.join(this);
    }
}
