package io.millrace.risk;

import io.millrace.event.codec.RiskControl;
import io.millrace.fixed.Fixed;

/**
 * No entry in an instrument that has an order whose fate nobody knows: it may be working, it may have filled. Limit 0;
 * actual: how many there are.
 */
final class UnknownOrders implements Control {
    @Override
    public RiskControl code() {
        return RiskControl.UNKNOWN_ORDERS;
    }

    @Override
    public boolean bindsReducing() {
        return false;
    }

    @Override
    public void check(final Candidate order, final RiskView view, final Verdict out) {
        out.atMost(0, view.unknownOrders(order.intent.instrument) * Fixed.ONE);
    }
}
