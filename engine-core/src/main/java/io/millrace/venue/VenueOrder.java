package io.millrace.venue;

import io.millrace.event.Absent;
import io.millrace.event.StateSink;
import io.millrace.event.codec.OrderAction;
import io.millrace.event.codec.OrderCommandDecoder;
import io.millrace.event.codec.OrderType;
import io.millrace.event.codec.Side;
import io.millrace.event.codec.TimeInForce;
import io.millrace.fixed.Fixed;
import io.millrace.fixed.Rounding;

/**
 * One command under way or one live order: a reused slot. Prices, quantities and cash at 1e-8, times in ns.
 *
 * <p>A slot is in exactly one list: free, under way, or the book of its instrument.
 */
final class VenueOrder {
    /** Queue position not known: the order rests behind a touch it never saw at its price. */
    static final long UNKNOWN_AHEAD = Long.MIN_VALUE;

    static final long NEVER = Long.MAX_VALUE;

    VenueOrder next;
    VenueOrder previous;

    OrderAction action;
    long orderId;
    int instrument;
    Side side;
    OrderType type;
    TimeInForce timeInForce;
    long ocoGroup;
    long limitPrice;
    long stopPrice;
    long arrivalNs;
    long expiryNs;

    /** What was asked for in all; absent for a cash order. */
    long quantity;

    /** Quantity left to fill; for a cash order absent until its first fill. */
    long leaves;

    /** Cash left to spend; 0 = an order by quantity. */
    long cashLeft;

    /** Fees of its fills, the minimum aside. */
    long feeSum;

    /** Fees it was charged. */
    long paid;

    /** When its newest report is heard. */
    long heardNs;

    boolean byCash;
    boolean triggered;

    /** A stop-limit that this bar triggered and did not certainly fill. */
    boolean uncertain;

    /** No market event has met the order yet. */
    boolean fresh;

    /** Would take, but has no market event later than its decision yet to take from. */
    boolean waits;

    boolean done;

    /** Displayed quantity that trades before us at our price. */
    long ahead;

    /** When its owner decided on it. */
    long sentNs;

    void read(final OrderCommandDecoder command, final long arrivesNs) {
        action = command.action();
        orderId = command.orderId();
        instrument = (int) command.instrument();
        side = command.side();
        type = command.orderType();
        timeInForce = command.timeInForce();
        ocoGroup = command.ocoGroup();
        limitPrice = command.limitPrice();
        stopPrice = command.stopPrice();
        byCash = command.cashQuantity() > 0;
        cashLeft = byCash ? command.cashQuantity() : 0;
        quantity = byCash ? Absent.FIXED : command.quantity();
        leaves = quantity;
        arrivalNs = arrivesNs;
        sentNs = arrivesNs;
        expiryNs = NEVER;
        feeSum = 0;
        paid = 0;
        heardNs = Long.MIN_VALUE;
        triggered = false;
        uncertain = false;
        fresh = true;
        waits = false;
        done = false;
        ahead = UNKNOWN_AHEAD;
    }

    boolean buys() {
        return side == Side.BUY;
    }

    boolean isStop() {
        return type == OrderType.STOP || type == OrderType.STOP_LIMIT;
    }

    /** Fills at once or not at all: what it does not get is cancelled. */
    boolean isImmediate() {
        return timeInForce == TimeInForce.IOC || timeInForce == TimeInForce.FOK;
    }

    /** True when no more than {@code available} would be a part of what was asked for, and a part is not wanted. */
    boolean refusesPart(final long wanted, final long available) {
        return timeInForce == TimeInForce.FOK && available < wanted;
    }

    boolean awaitsTrigger() {
        return isStop() && !triggered;
    }

    boolean worksAsMarket() {
        return type == OrderType.MARKET || (type == OrderType.STOP && triggered);
    }

    boolean worksAsLimit() {
        return type == OrderType.LIMIT || type == OrderType.POST_ONLY || (type == OrderType.STOP_LIMIT && triggered);
    }

    /** True when {@code price} triggers the stop. */
    boolean reachesStop(final long price) {
        return buys() ? price >= stopPrice : price <= stopPrice;
    }

    /** True when a price lets the limit fill: strictly through it or, if {@code touch}, at it. */
    boolean reachesLimit(final long price, final boolean touch) {
        return (touch && price == limitPrice) || (buys() ? price < limitPrice : price > limitPrice);
    }

    /** New units for old ones; false when no whole lot is left. Cash stays cash. */
    boolean split(final int to, final int from, final long lot) {
        limitPrice = splitPrice(limitPrice, to, from);
        stopPrice = splitPrice(stopPrice, to, from);
        ahead = UNKNOWN_AHEAD;
        if (byCash) {
            return true;
        }
        leaves = Fixed.floorTo(Fixed.scale(leaves, to, from, Rounding.FLOOR), lot);
        return leaves > 0;
    }

    static long splitPrice(final long price, final int to, final int from) {
        return price <= 0 ? price : Math.max(1, Fixed.scale(price, from, to, Rounding.HALF_EVEN));
    }

    void writeState(final StateSink sink) {
        sink.putLong(orderId);
        sink.putLong(action.value());
        sink.putLong(instrument);
        sink.putLong(side.value());
        sink.putLong(type.value());
        sink.putLong(timeInForce.value());
        sink.putLong(sentNs);
        sink.putLong(ocoGroup);
        sink.putLong(limitPrice);
        sink.putLong(stopPrice);
        sink.putLong(arrivalNs);
        sink.putLong(expiryNs);
        sink.putLong(quantity);
        sink.putLong(leaves);
        sink.putLong(cashLeft);
        sink.putLong(feeSum);
        sink.putLong(paid);
        sink.putLong(heardNs);
        sink.putLong((byCash ? 1 : 0)
                | (triggered ? 2 : 0)
                | (fresh ? 4 : 0)
                | (done ? 8 : 0)
                | (uncertain ? 16 : 0)
                | (waits ? 32 : 0));
        sink.putLong(ahead);
    }
}
