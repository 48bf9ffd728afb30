package io.millrace.risk;

import io.millrace.event.codec.RiskControl;

/** The worth of the account's worst exposure in one instrument, this order included. */
final class MaxPositionValue implements Control {
    private final LimitsInForce limits;

    MaxPositionValue(final LimitsInForce limits) {
        this.limits = limits;
    }

    @Override
    public RiskControl code() {
        return RiskControl.MAX_POSITION_VALUE;
    }

    @Override
    public boolean bindsReducing() {
        return false;
    }

    @Override
    public void check(final Candidate order, final RiskView view, final Verdict out) {
        out.atMost(limits.exposure().maxPositionValue(), Saturating.add(order.accountValueBefore(view), order.value()));
    }
}
