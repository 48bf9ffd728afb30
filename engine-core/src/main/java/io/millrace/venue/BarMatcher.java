package io.millrace.venue;

import io.millrace.book.ClosedBar;
import io.millrace.event.codec.Liquidity;
import io.millrace.event.codec.OrderType;

/**
 * Matches the orders of one instrument against one completed bar, assuming the worst path through it.
 *
 * <p>An order takes part only if the bar opened at or after its arrival: no price of a bar that was already running is
 * used. Four passes, each by arrival:
 *
 * <ol>
 *   <li>at the open: market orders and stops the open has passed, at the open, slipped;
 *   <li>at the open: limits the open has passed, at the open (better than asked);
 *   <li>within: stops the bar reaches, at the stop price, slipped;
 *   <li>within: limits the bar trades through, at the limit.
 * </ol>
 *
 * <p>Stops before limits means that of a stop and a target in one bar the stop fills. What happens at the open carries
 * the open's time, the rest the close's: when inside the bar it happened is not known. A stop-limit triggered within
 * the bar fills in it only if the close, which is later than the trigger for certain, lies beyond the limit; it pays
 * the worse of the bar's extreme and the limit at most, and while its outcome is open its group's target does not fill
 * either. An order that expires before the bar's close is matched at the open only.
 */
final class BarMatcher {
    private final ExecutionDesk desk;
    private final boolean touch;
    private InstrumentBook book;
    private long open;
    private long high;
    private long low;
    private long close;
    private long openNs;
    private long closeNs;
    private long volume;
    private long budget;
    private long bought;
    private long sold;

    BarMatcher(final ExecutionDesk desk, final boolean touch) {
        this.desk = desk;
        this.touch = touch;
    }

    void match(final InstrumentBook target, final ClosedBar bar) {
        if (target.orders.size() > 0) {
            matchOrders(target, bar);
        } else {
            target.last = bar.close();
            target.matchedNs = Math.max(target.matchedNs, bar.openTimeNs());
        }
        if (desk.slippage().measures()) {
            target.volatility.onBar(bar.high(), bar.low(), bar.volume());
        }
    }

    private void matchOrders(final InstrumentBook target, final ClosedBar bar) {
        book = target;
        open = bar.open();
        high = bar.high();
        low = bar.low();
        close = bar.close();
        openNs = bar.openTimeNs();
        closeNs = bar.closeTimeNs();
        volume = bar.volume();
        budget = desk.allowance(book, volume);
        bought = 0;
        sold = 0;
        for (VenueOrder order = book.orders.first(); order != null; order = order.next) {
            openMarket(order);
        }
        for (VenueOrder order = book.orders.first(); order != null; order = order.next) {
            openLimit(order);
        }
        for (VenueOrder order = book.orders.first(); order != null; order = order.next) {
            withinStop(order);
        }
        for (VenueOrder order = book.orders.first(); order != null; order = order.next) {
            withinLimit(order);
        }
        settle();
    }

    private void openMarket(final VenueOrder order) {
        if (absent(order)) {
            return;
        }
        if (order.awaitsTrigger() && order.reachesStop(open)) {
            desk.trigger(order, openNs);
        }
        if (order.worksAsMarket()) {
            takeSlipped(order, open, openNs);
            desk.endIfImmediate(book, order, openNs);
        }
    }

    private void openLimit(final VenueOrder order) {
        if (absent(order) || !order.worksAsLimit()) {
            return;
        }
        if (order.reachesLimit(open, touch)) {
            final boolean takes = order.fresh && order.type != OrderType.POST_ONLY;
            take(order, open, openNs, takes ? Liquidity.TAKER : Liquidity.MAKER);
        }
        desk.endIfImmediate(book, order, openNs);
    }

    private void withinStop(final VenueOrder order) {
        if (absent(order) || order.expiryNs < closeNs || !order.awaitsTrigger()) {
            return;
        }
        if (!order.reachesStop(order.buys() ? high : low)) {
            return;
        }
        desk.trigger(order, closeNs);
        if (order.type == OrderType.STOP) {
            takeSlipped(order, order.stopPrice, closeNs);
        } else {
            stopLimit(order);
        }
        desk.endIfImmediate(book, order, closeNs);
    }

    private void stopLimit(final VenueOrder order) {
        order.uncertain = true;
        if (order.reachesLimit(close, touch)) {
            final boolean takes = order.reachesLimit(order.stopPrice, true);
            final long worst = order.buys() ? Math.min(order.limitPrice, high) : Math.max(order.limitPrice, low);
            take(order, worst, closeNs, takes ? Liquidity.TAKER : Liquidity.MAKER);
        }
    }

    private void withinLimit(final VenueOrder order) {
        if (absent(order) || order.expiryNs < closeNs || !order.worksAsLimit() || order.uncertain) {
            return;
        }
        if (order.reachesLimit(order.buys() ? low : high, touch) && !siblingUncertain(order)) {
            take(order, order.limitPrice, closeNs, Liquidity.MAKER);
        }
    }

    private boolean siblingUncertain(final VenueOrder order) {
        if (order.ocoGroup == 0) {
            return false;
        }
        for (VenueOrder other = book.orders.first(); other != null; other = other.next) {
            if (other.uncertain && !other.done && other.ocoGroup == order.ocoGroup) {
                return true;
            }
        }
        return false;
    }

    private void take(final VenueOrder order, final long price, final long timeNs, final Liquidity liquidity) {
        take(order, price, price, timeNs, liquidity);
    }

    /** What the market shows at {@code shown}, at the price of the slippage model. */
    private void takeSlipped(final VenueOrder order, final long shown, final long timeNs) {
        long price = desk.slipped(book, order, shown);
        if (desk.slippage().measures()) {
            // A cash order buys less at the higher price: the impact of what it would buy at the lower one is careful.
            final long wanted = Math.min(desk.open(book, order, price), budget);
            final long taken = (order.buys() ? bought : sold) + wanted;
            final double share = book.volatility.rootShare(taken, high, low, volume);
            price = desk.slipped(book, order, shown, desk.slippage().impact(share));
        }
        take(order, price, shown, timeNs, Liquidity.TAKER);
    }

    private void take(
            final VenueOrder order, final long price, final long shown, final long timeNs, final Liquidity liquidity) {
        final long wanted = desk.open(book, order, price);
        if (wanted == 0) {
            desk.refuseFunds(book, order, timeNs);
            return;
        }
        final long quantity = Math.min(wanted, budget);
        if (quantity > 0 && !order.refusesPart(wanted, quantity)) {
            budget -= quantity;
            if (liquidity == Liquidity.TAKER && order.buys()) {
                bought += quantity;
            } else if (liquidity == Liquidity.TAKER) {
                sold += quantity;
            }
            desk.fill(book, order, quantity, price, shown, timeNs, liquidity);
        }
    }

    private boolean absent(final VenueOrder order) {
        return order.done || openNs < order.arrivalNs;
    }

    private void settle() {
        for (VenueOrder order = book.orders.first(); order != null; order = order.next) {
            order.uncertain = false;
            order.fresh &= openNs < order.arrivalNs;
        }
        book.last = close;
        book.matchedNs = Math.max(book.matchedNs, openNs);
    }
}
