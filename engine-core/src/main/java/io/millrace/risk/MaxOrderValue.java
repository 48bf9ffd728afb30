package io.millrace.risk;

import io.millrace.event.codec.RiskControl;

/** K13: the worth of one order at the dearer of its price and the market. */
final class MaxOrderValue implements Control {
    private final LimitsInForce limits;

    MaxOrderValue(final LimitsInForce limits) {
        this.limits = limits;
    }

    @Override
    public RiskControl code() {
        return RiskControl.MAX_ORDER_VALUE;
    }

    @Override
    public boolean bindsReducing() {
        return false;
    }

    @Override
    public void check(final Candidate order, final RiskView view, final Verdict out) {
        out.atMost(limits.order().maxOrderValue(), order.value());
    }
}
