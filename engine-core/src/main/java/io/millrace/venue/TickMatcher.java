package io.millrace.venue;

import io.millrace.event.Absent;
import io.millrace.event.codec.Liquidity;
import io.millrace.event.codec.OrderType;
import io.millrace.fixed.Fixed;
import io.millrace.fixed.Rounding;

/**
 * Matches the orders of one instrument against quotes and trades.
 *
 * <p>Taking: with quotes a market order gets the touch up to its displayed size (less what we took from this quote),
 * the rest pays the price at the far end of a linear impact; a limit takes the displayed size only and rests with the
 * remainder. Without quotes both trade against the next print, slipped, within the participation of that print, and
 * carry the rest over to the one after: a print is over when it is known, a quote stands. For the same reason nothing
 * takes before the first event after its decision. A side that is not quoted, or quoted with size 0, cannot be
 * taken; an absent
 * size is without bound.
 *
 * <p>Resting: the size displayed at our price when we join is ahead of us; a better price than the touch has nobody
 * ahead; behind the touch the queue is unknown until the touch comes to our price (or passes it: nobody ahead). Prints
 * at our price use up the queue, then fill us; a smaller displayed size shortens it. How much of the displayed size is
 * ahead, and whether a smaller one helps, is configuration ({@link FillRules}). A print or an opposite quote
 * through our price fills us wholly at our limit.
 *
 * <p>Stops are triggered by a print at the stop or beyond, or by the opposite touch (a buy by the ask), and then trade
 * as market or limit orders arriving at that moment: without quotes, from the next print on.
 */
final class TickMatcher {
    private final ExecutionDesk desk;
    private final VenueConfig config;

    TickMatcher(final ExecutionDesk desk, final VenueConfig config) {
        this.desk = desk;
        this.config = config;
    }

    /** An order that has just become live. */
    void arrive(final InstrumentBook book, final VenueOrder order, final long timeNs) {
        final boolean later = order.waits || !book.hasQuotes;
        order.waits = false;
        if (!order.awaitsTrigger()) {
            start(book, order, later, timeNs);
        } else if (!later) {
            triggerIfReached(book, order, oppositeTouch(book, order), timeNs);
        }
    }

    void onQuote(final InstrumentBook book, final long timeNs) {
        for (VenueOrder order = book.orders.first(); order != null; order = order.next) {
            if (order.done) {
                continue;
            }
            final long seen = oppositeTouch(book, order);
            if (order.awaitsTrigger()) {
                triggerIfReached(book, order, seen, timeNs);
            } else if (order.waits || order.worksAsMarket()) {
                order.waits = false;
                work(book, order, timeNs);
            } else if (seen != Absent.FIXED
                    && order.reachesLimit(seen, config.fills().fillOnTouch())) {
                desk.fill(book, order, order.leaves, order.limitPrice, timeNs, Liquidity.MAKER);
            } else {
                queue(book, order);
            }
        }
    }

    void onTrade(final InstrumentBook book, final long price, final long size, final long timeNs) {
        long used = 0;
        for (VenueOrder order = book.orders.first(); order != null; order = order.next) {
            if (order.done) {
                continue;
            }
            if (order.awaitsTrigger()) {
                triggerIfReached(book, order, price, timeNs);
            } else if (order.waits || order.worksAsMarket()) {
                order.waits = false;
                work(book, order, timeNs);
            } else if (order.reachesLimit(price, false)) {
                desk.fill(book, order, order.leaves, order.limitPrice, timeNs, Liquidity.MAKER);
            } else if (price == order.limitPrice) {
                used += printAtLimit(book, order, size - used, timeNs);
            }
        }
    }

    /** Returns what our order took of the print. */
    private long printAtLimit(final InstrumentBook book, final VenueOrder order, final long size, final long timeNs) {
        if (!book.hasQuotes && config.fills().fillOnTouch()) {
            order.ahead = 0;
        }
        if (order.ahead == VenueOrder.UNKNOWN_AHEAD || size <= 0) {
            return 0;
        }
        final long reachesUs = Math.max(0, size - order.ahead);
        order.ahead = Math.max(0, order.ahead - size);
        final long quantity = Math.min(order.leaves, Fixed.floorTo(reachesUs, book.lot));
        if (quantity > 0) {
            desk.fill(book, order, quantity, order.limitPrice, timeNs, Liquidity.MAKER);
        }
        return quantity;
    }

    private void triggerIfReached(
            final InstrumentBook book, final VenueOrder order, final long seen, final long timeNs) {
        if (seen != Absent.FIXED && order.reachesStop(seen)) {
            desk.trigger(order, timeNs);
            start(book, order, !book.hasQuotes, timeNs);
        }
    }

    /** Begins to work; {@code later}: what would take now takes at the next event. */
    private void start(final InstrumentBook book, final VenueOrder order, final boolean later, final long timeNs) {
        order.waits = later && (order.worksAsMarket() || (order.type != OrderType.POST_ONLY && book.wouldTake(order)));
        if (!order.waits) {
            work(book, order, timeNs);
        }
    }

    /** Takes what can be taken now; the rest of a limit joins the queue, that of an IOC or a FOK is cancelled. */
    private void work(final InstrumentBook book, final VenueOrder order, final long timeNs) {
        if (order.type != OrderType.POST_ONLY) {
            if (book.hasQuotes) {
                takeQuote(book, order, timeNs);
            } else {
                takePrint(book, order, timeNs);
            }
            desk.endIfImmediate(book, order, timeNs);
        }
        if (!order.done && order.worksAsLimit()) {
            queue(book, order);
        }
    }

    private void takeQuote(final InstrumentBook book, final VenueOrder order, final long timeNs) {
        final long touch = oppositeTouch(book, order);
        if (touch == Absent.FIXED || (order.worksAsLimit() && !order.reachesLimit(touch, true))) {
            return;
        }
        final boolean buys = order.buys();
        final long shown = buys ? book.askSize : book.bidSize;
        final long taken = buys ? book.askTaken : book.bidTaken;
        final long left = shown == Absent.FIXED ? Long.MAX_VALUE : Math.max(0, shown - taken);
        final long atTouch = Fixed.floorTo(left, book.lot);
        final long price = order.worksAsLimit() ? touch : desk.slipped(book, order, touch);
        if (order.worksAsLimit() && order.refusesPart(order.leaves, atTouch)) {
            return;
        }
        takeUpTo(book, order, atTouch, price, touch, timeNs);
        if (!order.done && order.worksAsMarket()) {
            walk(book, order, touch, shown, timeNs);
        }
    }

    /** The part beyond the displayed size, at the price that its last unit pays. */
    private void walk(
            final InstrumentBook book, final VenueOrder order, final long touch, final long shown, final long timeNs) {
        final long wanted = desk.open(book, order, desk.slipped(book, order, touch));
        final long taken = order.buys() ? book.askTaken : book.bidTaken;
        final long beyond = Math.max(0, Math.addExact(taken, wanted) - shown);
        final long impact = Fixed.scale(beyond, config.slippage().walkRate(), shown, Rounding.CEILING);
        final long rate = order.buys() ? impact : Math.min(impact, Fixed.ONE - 1);
        final long walked = Math.max(1, desk.shifted(order, touch, rate));
        takeUpTo(book, order, Long.MAX_VALUE, desk.slipped(book, order, walked), touch, timeNs);
    }

    private void takePrint(final InstrumentBook book, final VenueOrder order, final long timeNs) {
        if (book.last == Absent.FIXED || (order.worksAsLimit() && !order.reachesLimit(book.last, false))) {
            return;
        }
        long price = desk.slipped(book, order, book.last);
        if (order.worksAsMarket() && desk.slippage().measures()) {
            final long wanted = Math.min(desk.open(book, order, price), book.printLeft);
            final double share = book.volatility.rootShareOfMinute(wanted);
            price = desk.slipped(book, order, book.last, desk.slippage().impact(share));
        }
        if (order.worksAsLimit()) {
            price = order.buys() ? Math.min(price, order.limitPrice) : Math.max(price, order.limitPrice);
        }
        if (order.refusesPart(desk.open(book, order, price), book.printLeft)) {
            return;
        }
        final long filled = takeUpTo(book, order, book.printLeft, price, book.last, timeNs);
        if (book.printLeft != Long.MAX_VALUE) {
            book.printLeft -= filled;
        }
    }

    /** Fills at most {@code bound} of what the market shows at {@code shown}; returns how much. */
    private long takeUpTo(
            final InstrumentBook book,
            final VenueOrder order,
            final long bound,
            final long price,
            final long shown,
            final long timeNs) {
        final long wanted = desk.open(book, order, price);
        if (wanted == 0) {
            desk.refuseFunds(book, order, timeNs);
            return 0;
        }
        final long quantity = Math.min(wanted, bound);
        if (quantity > 0) {
            if (order.buys()) {
                book.askTaken += quantity;
            } else {
                book.bidTaken += quantity;
            }
            desk.fill(book, order, quantity, price, shown, timeNs, Liquidity.TAKER);
        }
        return quantity;
    }

    /** Learns or updates the place in the queue from the quote in force. */
    private void queue(final InstrumentBook book, final VenueOrder order) {
        if (!book.hasQuotes) {
            return;
        }
        final long touch = order.buys() ? book.bid : book.ask;
        final long size = order.buys() ? book.bidSize : book.askSize;
        if (touch == Absent.FIXED || order.reachesLimit(touch, false)) {
            order.ahead = 0;
        } else if (touch == order.limitPrice) {
            final long shown = size == Absent.FIXED ? Long.MAX_VALUE : ahead(size);
            if (order.ahead == VenueOrder.UNKNOWN_AHEAD) {
                order.ahead = shown;
            } else if (config.fills().queueShrinks()) {
                order.ahead = Math.min(order.ahead, shown);
            }
        }
    }

    private long ahead(final long size) {
        final long share = config.fills().queueAhead();
        return share == Fixed.ONE ? size : Fixed.multiplyUp(size, share);
    }

    private static long oppositeTouch(final InstrumentBook book, final VenueOrder order) {
        return order.buys() ? book.ask : book.bid;
    }
}
