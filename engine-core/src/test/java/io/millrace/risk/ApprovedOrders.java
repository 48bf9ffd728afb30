package io.millrace.risk;

import io.millrace.event.Absent;
import io.millrace.event.codec.OrderType;
import io.millrace.event.codec.Side;
import io.millrace.event.codec.TimeInForce;

/** Makes approved orders for tests of what comes after the gate. */
public final class ApprovedOrders {
    private final ApprovedOrder order = new ApprovedOrder();

    public ApprovedOrder limit(
            final long orderId,
            final int strategy,
            final int instrument,
            final Side side,
            final long quantity,
            final long price) {
        order.orderId = orderId;
        order.parentOrderId = 0;
        order.ocoGroup = 0;
        order.quantity = quantity;
        order.cashQuantity = 0;
        order.limitPrice = price;
        order.stopPrice = Absent.FIXED;
        order.referencePrice = price;
        order.reservedCash = side == Side.BUY ? io.millrace.fixed.Fixed.multiplyUp(quantity, price) : 0;
        order.exposureQuantity = quantity;
        order.strategy = strategy;
        order.instrument = instrument;
        order.side = side;
        order.type = OrderType.LIMIT;
        order.timeInForce = TimeInForce.GTC;
        order.reducing = false;
        return order;
    }

    public ApprovedOrder forCash(
            final long orderId, final int strategy, final int instrument, final long cash, final long price) {
        limit(orderId, strategy, instrument, Side.BUY, 0, price);
        order.type = OrderType.MARKET;
        order.limitPrice = Absent.FIXED;
        order.cashQuantity = cash;
        order.reservedCash = cash;
        order.exposureQuantity = io.millrace.fixed.Fixed.divide(cash, price);
        return order;
    }

    public ApprovedOrder reducing(final long ocoGroup) {
        order.reducing = true;
        order.ocoGroup = ocoGroup;
        return order;
    }

    public ApprovedCancel cancel(final long orderId) {
        final ApprovedCancel cancel = new ApprovedCancel();
        cancel.orderId = orderId;
        return cancel;
    }
}
