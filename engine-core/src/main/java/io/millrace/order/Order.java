package io.millrace.order;

import io.millrace.event.Absent;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.codec.OrderType;
import io.millrace.event.codec.Side;
import io.millrace.event.codec.TimeInForce;
import io.millrace.fixed.Fixed;
import io.millrace.fixed.Rounding;
import io.millrace.risk.ApprovedOrder;

/**
 * One order in the table: what was approved and what came of it. Decide thread; quantities, prices and money at 1e-8.
 *
 * <p>Made once and reused by the table: read it, do not keep it beyond the current event.
 */
public final class Order {
    final int slot;
    long orderId;
    long parentOrderId;
    long ocoGroup;
    long created;
    long quantity;
    long cashQuantity;
    long limitPrice;
    long stopPrice;
    long reservedCash;

    /** The quantity that {@link #reservedCash} was reckoned for. */
    long reservedFor;

    long exposureQuantity;
    long filled;
    long spent;
    int strategy;
    int instrument;
    Side side;
    OrderState state = OrderState.CANCELED;
    boolean reducing;
    OrderType type = OrderType.MARKET;
    TimeInForce timeInForce = TimeInForce.GTC;

    /** New terms are on their way: the next fields say which. Until the venue answers, the worse of the two counts. */
    boolean replacing;

    long nextQuantity;
    long nextLimitPrice;
    long nextStopPrice;
    long nextReservedCash;
    long nextReservedFor;

    /** Left out of every sum while a change of it is judged. */
    boolean excluded;

    /** Neighbours in the list of open orders or in that of ended ones. */
    Order previous;

    Order next;

    /** Ring of the legs of one group; itself when it has none. */
    Order nextLeg = this;

    Order(final int slot) {
        this.slot = slot;
    }

    /** Takes the order over; it stays closed until the table opens it. */
    void assign(final ApprovedOrder approved, final long creation) {
        orderId = approved.orderId();
        parentOrderId = approved.parentOrderId();
        ocoGroup = approved.ocoGroup();
        created = creation;
        quantity = approved.quantity();
        cashQuantity = approved.cashQuantity();
        limitPrice = approved.limitPrice();
        stopPrice = approved.stopPrice();
        reservedCash = approved.reservedCash();
        reservedFor = approved.quantity();
        exposureQuantity = approved.exposureQuantity();
        filled = 0;
        spent = 0;
        strategy = approved.strategy();
        instrument = approved.instrument();
        side = approved.side();
        reducing = approved.isReducing();
        type = approved.type();
        timeInForce = approved.timeInForce();
        replacing = false;
        excluded = false;
        state = OrderState.CANCELED;
    }

    /** New units for old ones; what was reserved and spent stays. */
    void split(final int to, final int from, final long lot) {
        exposureQuantity = Fixed.scale(exposureQuantity, to, from, Rounding.CEILING);
        if (cashQuantity != 0) {
            return;
        }
        final long filledBefore = filled;
        filled = Fixed.scale(filled, to, from, Rounding.FLOOR);
        quantity = splitQuantity(quantity, filledBefore, to, from, lot);
        limitPrice = Fixed.splitPrice(limitPrice, to, from);
        stopPrice = Fixed.splitPrice(stopPrice, to, from);
        reservedFor = Fixed.scale(reservedFor, to, from, Rounding.CEILING);
        if (replacing) {
            nextQuantity = splitQuantity(nextQuantity, filledBefore, to, from, lot);
            nextLimitPrice = Fixed.splitPrice(nextLimitPrice, to, from);
            nextStopPrice = Fixed.splitPrice(nextStopPrice, to, from);
            nextReservedFor = Fixed.scale(nextReservedFor, to, from, Rounding.CEILING);
        }
    }

    private long splitQuantity(
            final long whole, final long filledBefore, final int to, final int from, final long lot) {
        final long left = Fixed.scale(Math.max(0, whole - filledBefore), to, from, Rounding.FLOOR);
        return Math.addExact(filled, Fixed.floorTo(left, lot));
    }

    /** Takes note of terms that are on their way to the venue. */
    void expect(final ApprovedOrder terms) {
        replacing = true;
        nextQuantity = Math.addExact(filled, terms.quantity());
        nextLimitPrice = terms.limitPrice();
        nextStopPrice = terms.stopPrice();
        nextReservedCash = terms.reservedCash();
        nextReservedFor = terms.quantity();
    }

    /** The venue has taken the new terms over. */
    void takeNextTerms() {
        replacing = false;
        quantity = nextQuantity;
        limitPrice = nextLimitPrice;
        stopPrice = nextStopPrice;
        reservedCash = nextReservedCash;
        reservedFor = nextReservedFor;
        exposureQuantity = nextQuantity;
    }

    /** The most that may fill in all, under the old terms or under those on their way. */
    long largestQuantity() {
        return replacing ? Math.max(quantity, nextQuantity) : quantity;
    }

    public long orderId() {
        return orderId;
    }

    public long parentOrderId() {
        return parentOrderId;
    }

    /** 0 = none. */
    public long ocoGroup() {
        return ocoGroup;
    }

    public int strategy() {
        return strategy;
    }

    public int instrument() {
        return instrument;
    }

    public Side side() {
        return side;
    }

    public OrderState state() {
        return state;
    }

    public OrderType type() {
        return type;
    }

    public TimeInForce timeInForce() {
        return timeInForce;
    }

    /** True while the venue knows the order, it rests, and no other change of it is on its way. */
    public boolean isReplaceable() {
        final boolean rests =
                type != OrderType.STOP ? type != OrderType.MARKET : filled == 0 && state != OrderState.TRIGGERED;
        return rests
                && !replacing
                && (state == OrderState.WORKING
                        || state == OrderState.PARTIALLY_FILLED
                        || state == OrderState.TRIGGERED);
    }

    /** 0 for an order to spend cash. */
    public long quantity() {
        return quantity;
    }

    /** 0 for an order of a quantity. */
    public long cashQuantity() {
        return cashQuantity;
    }

    public long limitPrice() {
        return limitPrice;
    }

    public long stopPrice() {
        return stopPrice;
    }

    public long filled() {
        return filled;
    }

    /** Value and fees of the fills of an order to spend cash; 0 for other orders. */
    public long spent() {
        return spent;
    }

    /** True when the gate proved that the order only brings the position nearer to zero. */
    public boolean isReducing() {
        return reducing;
    }

    /** True for a reducing order that neither waits for a price nor asks for one. */
    public boolean isMarketExit() {
        return reducing && limitPrice == Absent.FIXED && stopPrice == Absent.FIXED;
    }

    /**
     * What may still fill: 0 once the order has ended. Of an order to spend cash, its share at the price of the
     * decision.
     */
    public long openQuantity() {
        if (!state.isOpen() || excluded) {
            return 0;
        }
        if (cashQuantity == 0) {
            return Math.max(0, largestQuantity() - filled);
        }
        return spent == 0 ? exposureQuantity : Fixed.scale(exposureQuantity, unspent(), cashQuantity, Rounding.CEILING);
    }

    /** Cash that what may still fill needs at worst. */
    public long openCash() {
        if (!state.isOpen() || excluded) {
            return 0;
        }
        if (cashQuantity != 0) {
            if (reservedCash == 0 || reservedCash == cashQuantity) {
                return reservedCash == 0 ? 0 : unspent();
            }
            // The order is in another currency than what is reserved for it.
            return Fixed.scale(reservedCash, unspent(), cashQuantity, Rounding.CEILING);
        }
        final long now = share(reservedCash, quantity, reservedFor);
        return replacing ? Math.max(now, share(nextReservedCash, nextQuantity, nextReservedFor)) : now;
    }

    private long share(final long reserved, final long total, final long reckonedFor) {
        final long left = Math.max(0, total - filled);
        return reserved == 0 || left == reckonedFor
                ? reserved
                : Fixed.scale(reserved, left, reckonedFor, Rounding.CEILING);
    }

    void writeState(final StateSink sink) {
        sink.putLong(orderId);
        sink.putLong(parentOrderId);
        sink.putLong(ocoGroup);
        sink.putLong(created);
        sink.putLong(quantity);
        sink.putLong(cashQuantity);
        sink.putLong(limitPrice);
        sink.putLong(stopPrice);
        sink.putLong(reservedCash);
        sink.putLong(exposureQuantity);
        sink.putLong(filled);
        sink.putLong(spent);
        sink.putLong(strategy);
        sink.putLong(instrument);
        sink.putLong(side.value());
        sink.putLong(state.code());
        sink.putLong(reservedFor);
        sink.putLong(type.value() | timeInForce.value() << 8 | (reducing ? 1 << 16 : 0) | (replacing ? 1 << 17 : 0));
        if (replacing) {
            sink.putLong(nextQuantity);
            sink.putLong(nextLimitPrice);
            sink.putLong(nextStopPrice);
            sink.putLong(nextReservedCash);
            sink.putLong(nextReservedFor);
        }
    }

    void readState(final StateSource source) {
        orderId = source.getLong();
        parentOrderId = source.getLong();
        ocoGroup = source.getLong();
        created = source.getLong();
        quantity = source.getLong();
        cashQuantity = source.getLong();
        limitPrice = source.getLong();
        stopPrice = source.getLong();
        reservedCash = source.getLong();
        exposureQuantity = source.getLong();
        filled = source.getLong();
        spent = source.getLong();
        strategy = source.getInt("Order.strategy");
        instrument = source.getInt("Order.instrument");
        side = Side.get((short) source.getCount("Order.side", 255));
        state = OrderState.ofCode(source.getInt("Order.state"));
        reservedFor = source.getLong();
        final int terms = source.getFlags("Order.terms", 0x3FFFF);
        type = OrderType.get((short) (terms & 0xFF));
        timeInForce = TimeInForce.get((short) (terms >>> 8 & 0xFF));
        reducing = (terms & 1 << 16) != 0;
        replacing = (terms & 1 << 17) != 0;
        excluded = false;
        if (replacing) {
            nextQuantity = source.getLong();
            nextLimitPrice = source.getLong();
            nextStopPrice = source.getLong();
            nextReservedCash = source.getLong();
            nextReservedFor = source.getLong();
        }
    }

    private long unspent() {
        return Math.min(cashQuantity, Math.max(0, cashQuantity - spent));
    }
}
