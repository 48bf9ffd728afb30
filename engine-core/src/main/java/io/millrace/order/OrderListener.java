package io.millrace.order;

import io.millrace.event.codec.AlertCode;
import io.millrace.event.codec.Side;

/** What the order table tells; called from within its methods, on the decide thread. */
public interface OrderListener {
    /** A fill, once for each trade of the venue. The order's state change is told after it. */
    void onFill(
            long orderId, int strategy, int instrument, Side side, long quantity, long price, long fee, long timeNs);

    /** An order's state changed. */
    void onState(long orderId, OrderState from, OrderState to);

    /**
     * A report that should not have come; what was true in it has been booked.
     *
     * @param value UNKNOWN_ORDER_REPORT and ILLEGAL_ORDER_TRANSITION: the report's ExecType code; OVERFILL: the excess
     *     (quantity, or cash of a cash order); DUPLICATE_FILL: 0 when the data are the same, 1 when they differ
     */
    void onAnomaly(AlertCode code, long orderId, double value);

    /** A leg of a group has filled and the venue does not cancel the other legs: cancel this one. */
    void onSiblingToCancel(long orderId);
}
