package io.millrace.risk;

import io.millrace.event.codec.RiskControl;

/**
 * K1: worst exposure of the account in one instrument, this order included, as a fraction of account equity. Scales.
 */
final class PerAssetCap implements Control {
    private final LimitsInForce limits;

    PerAssetCap(final LimitsInForce limits) {
        this.limits = limits;
    }

    @Override
    public RiskControl code() {
        return RiskControl.PER_ASSET_CAP;
    }

    @Override
    public boolean bindsReducing() {
        return false;
    }

    @Override
    public void check(final Candidate order, final RiskView view, final Verdict out) {
        EquityShare.check(
                order, order.accountValueBefore(view), limits.exposure().perAssetCap(), view.accountEquity(), out);
    }
}
