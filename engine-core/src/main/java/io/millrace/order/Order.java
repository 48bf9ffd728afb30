package io.millrace.order;

import io.millrace.event.Absent;
import io.millrace.event.StateSink;
import io.millrace.event.codec.Side;
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
    long exposureQuantity;
    long filled;
    long spent;
    int strategy;
    int instrument;
    Side side;
    OrderState state = OrderState.CANCELED;
    boolean reducing;

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
        exposureQuantity = approved.exposureQuantity();
        filled = 0;
        spent = 0;
        strategy = approved.strategy();
        instrument = approved.instrument();
        side = approved.side();
        reducing = approved.isReducing();
        state = OrderState.CANCELED;
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
        if (!state.isOpen()) {
            return 0;
        }
        if (cashQuantity == 0) {
            return Math.max(0, quantity - filled);
        }
        return Fixed.scale(exposureQuantity, unspent(), cashQuantity, Rounding.CEILING);
    }

    /** Cash that what may still fill needs at worst. */
    public long openCash() {
        if (!state.isOpen() || reservedCash == 0) {
            return 0;
        }
        if (cashQuantity != 0) {
            return unspent();
        }
        return Fixed.scale(reservedCash, Math.max(0, quantity - filled), quantity, Rounding.CEILING);
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
        sink.putLong(reducing ? 1 : 0);
    }

    private long unspent() {
        return Math.min(cashQuantity, Math.max(0, cashQuantity - spent));
    }
}
