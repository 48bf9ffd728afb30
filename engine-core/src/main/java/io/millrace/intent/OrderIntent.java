package io.millrace.intent;

import io.millrace.event.Absent;
import io.millrace.event.codec.OrderType;
import io.millrace.event.codec.Side;
import io.millrace.event.codec.TimeInForce;

/**
 * An order somebody would like to place; nothing but the risk gate can turn it into one that may leave.
 *
 * <p>Mutable and reused: valid only during the call it is passed to. Prices, quantities and money at 1e-8; an absent
 * price is {@link Absent#FIXED}.
 */
public final class OrderIntent {
    public int strategy;
    public int instrument;
    public Side side;
    public OrderType type;
    public TimeInForce timeInForce;

    /** 0 when {@link #cashQuantity} is given. */
    public long quantity;

    /** Cash to spend, fees included; BUY MARKET only; 0 = none. */
    public long cashQuantity;

    public long limitPrice;
    public long stopPrice;

    /**
     * What the order is meant to be worth, in money; 0 = not said. A quantity that is worth something else at the price
     * of the decision is refused as a mistake.
     */
    public long intendedValue;

    /** The price the decision was made at. */
    public long referencePrice;

    /** Orders of one group cancel each other when one fills; 0 = none. */
    public long ocoGroup;

    /** The order that this one protects; 0 = none. */
    public long parentOrderId;

    /** May only bring the position nearer to zero. */
    public boolean reduceOnly;

    /**
     * Protects what the order fills: a stop at this price, sent on the first fill, grown with the later ones, and
     * cancelled
     * when the target takes the position; {@link Absent#FIXED} = none.
     */
    public long attachedStop;

    /** The other side of {@link #attachedStop}: a limit that takes the profit; {@link Absent#FIXED} = none. */
    public long attachedTarget;

    /** A trailing stop from the first fill on, this far in price behind the best one seen; 0 = none. */
    public long trailDistance;

    /** The same as a fraction of the best price, at 1e-8; of the two the larger distance holds. */
    public long trailRate;

    /** True when something is to protect the position that the order opens. */
    public boolean isProtected() {
        return attachedStop != Absent.FIXED || attachedTarget != Absent.FIXED || isTrailed();
    }

    public boolean isTrailed() {
        return trailDistance != 0 || trailRate != 0;
    }

    /** Clears every field, so that nothing of the last intent survives. */
    public OrderIntent reset(final int forStrategy, final int forInstrument) {
        strategy = forStrategy;
        instrument = forInstrument;
        side = Side.BUY;
        type = OrderType.MARKET;
        timeInForce = TimeInForce.GTC;
        quantity = 0;
        cashQuantity = 0;
        limitPrice = Absent.FIXED;
        stopPrice = Absent.FIXED;
        referencePrice = Absent.FIXED;
        intendedValue = 0;
        ocoGroup = 0;
        parentOrderId = 0;
        reduceOnly = false;
        attachedStop = Absent.FIXED;
        attachedTarget = Absent.FIXED;
        trailDistance = 0;
        trailRate = 0;
        return this;
    }
}
