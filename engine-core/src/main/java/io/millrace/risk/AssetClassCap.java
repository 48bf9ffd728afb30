package io.millrace.risk;

import io.millrace.event.codec.RiskControl;
import io.millrace.instrument.AssetClass;

/**
 * K2: worst exposure of the account in all instruments of one asset class, this order included, as a fraction of
 * account equity. Scales.
 */
final class AssetClassCap implements Control {
    private final ClassCaps caps;

    AssetClassCap(final ClassCaps caps) {
        this.caps = caps;
    }

    @Override
    public RiskControl code() {
        return RiskControl.ASSET_CLASS_CAP;
    }

    @Override
    public boolean bindsReducing() {
        return false;
    }

    @Override
    public void check(final Candidate order, final RiskView view, final Verdict out) {
        final AssetClass assetClass = order.instrument.assetClass();
        final long cap = caps.of(assetClass);
        if (cap == RiskLimits.UNLIMITED) {
            out.pass(Double.POSITIVE_INFINITY, 0);
        } else {
            EquityShare.check(order, view.accountClassExposure(assetClass), cap, view.accountEquity(), out);
        }
    }
}
