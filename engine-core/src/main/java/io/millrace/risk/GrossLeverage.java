package io.millrace.risk;

import io.millrace.event.codec.RiskControl;

/** K3: worst gross exposure of the account, this order included, as a fraction of account equity. Scales. */
final class GrossLeverage implements Control {
    private final LimitsInForce limits;

    GrossLeverage(final LimitsInForce limits) {
        this.limits = limits;
    }

    @Override
    public RiskControl code() {
        return RiskControl.GROSS_LEVERAGE;
    }

    @Override
    public boolean bindsReducing() {
        return false;
    }

    @Override
    public void check(final Candidate order, final RiskView view, final Verdict out) {
        EquityShare.check(
                order, view.accountGrossExposure(), limits.exposure().grossLeverage(), view.accountEquity(), out);
    }
}
