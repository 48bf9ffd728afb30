package io.millrace.risk;

import io.millrace.event.codec.OrderType;
import io.millrace.event.codec.Side;
import io.millrace.event.codec.TimeInForce;

/**
 * An order that passed every control: the only kind that may be tracked, journaled and sent.
 *
 * <p>Only the {@link RiskGate} makes one. Reused: valid until the gate evaluates the next order. Prices, quantities and
 * money at 1e-8; an absent price is {@code Absent.FIXED}.
 */
public final class ApprovedOrder {
    long orderId;
    long parentOrderId;
    long ocoGroup;
    long quantity;
    long cashQuantity;
    long limitPrice;
    long stopPrice;
    long referencePrice;
    long reservedCash;
    long exposureQuantity;
    int strategy;
    int instrument;
    Side side;
    OrderType type;
    TimeInForce timeInForce;
    boolean reducing;

    ApprovedOrder() {}

    public long orderId() {
        return orderId;
    }

    public long parentOrderId() {
        return parentOrderId;
    }

    public long ocoGroup() {
        return ocoGroup;
    }

    /** 0 when {@link #cashQuantity()} is given. */
    public long quantity() {
        return quantity;
    }

    /** Cash to spend, fees included; 0 = none. */
    public long cashQuantity() {
        return cashQuantity;
    }

    public long limitPrice() {
        return limitPrice;
    }

    public long stopPrice() {
        return stopPrice;
    }

    public long referencePrice() {
        return referencePrice;
    }

    /** Cash to hold back while the order works: worst-case value and taker fee of a buy, 0 for a sell. */
    public long reservedCash() {
        return reservedCash;
    }

    /** Quantity to count as exposure: {@link #quantity()}, or what the cash buys at the price of the decision. */
    public long exposureQuantity() {
        return exposureQuantity;
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

    public OrderType type() {
        return type;
    }

    public TimeInForce timeInForce() {
        return timeInForce;
    }

    /** Proven by the gate: with all working orders filled it still only brings the position nearer to zero. */
    public boolean isReducing() {
        return reducing;
    }
}
