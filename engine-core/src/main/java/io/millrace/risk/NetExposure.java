package io.millrace.risk;

import io.millrace.event.Absent;
import io.millrace.event.codec.RiskAction;
import io.millrace.event.codec.RiskControl;
import io.millrace.fixed.Fixed;

/**
 * Worst net exposure of the account in the direction of the order, this order included, as a fraction of account
 * equity: longs less shorts, with all open orders on its side filled. What is exposed the other way has room.
 */
final class NetExposure implements Control {
    private final long limit;

    NetExposure(final FlowLimits limits) {
        limit = limits.netExposure();
    }

    @Override
    public RiskControl code() {
        return RiskControl.NET_EXPOSURE;
    }

    @Override
    public boolean bindsReducing() {
        return false;
    }

    @Override
    public void check(final Candidate order, final RiskView view, final Verdict out) {
        final long equity = view.accountEquity();
        final long before = view.accountNetExposure(order.isBuy());
        if (equity <= 0 || before == Absent.FIXED) {
            out.reject(Fixed.toDouble(limit), Double.NaN);
            return;
        }
        final long after = Saturating.add(order.isBuy() ? before : -before, order.value());
        out.set(
                after <= Saturating.multiply(equity, limit) ? RiskAction.PASS : RiskAction.REJECT,
                Fixed.toDouble(limit),
                (double) after / equity);
    }
}
