package io.millrace.risk;

import io.millrace.event.Absent;
import io.millrace.event.codec.RiskAction;
import io.millrace.event.codec.RiskControl;
import io.millrace.fixed.Fixed;

/**
 * The order is worth what its strategy meant it to be worth: a factor of ten in a quantity is a mistake. Tolerated is a
 * fraction of what was meant, or one lot if that is more. Who says nothing of what he means passes.
 *
 * <p>Limit and actual in money: the distance tolerated, and the distance; NaN when no price is known.
 */
final class NotionalCheck implements Control {
    private final long tolerance;

    NotionalCheck(final FlowLimits limits) {
        tolerance = limits.notionalTolerance();
    }

    @Override
    public RiskControl code() {
        return RiskControl.NOTIONAL_CHECK;
    }

    @Override
    public boolean bindsReducing() {
        return false;
    }

    @Override
    public void check(final Candidate order, final RiskView view, final Verdict out) {
        final long meant = order.intent.intendedValue;
        if (meant == 0) {
            out.pass(Double.POSITIVE_INFINITY, 0);
            return;
        }
        final long price = order.intent.referencePrice > 0 ? order.intent.referencePrice : order.marketPrice;
        if (meant < 0 || price == Absent.FIXED || price <= 0) {
            out.reject(Double.NaN, Double.NaN);
            return;
        }
        final long cash = order.intent.cashQuantity;
        final long worth = cash != 0 ? cash : Saturating.multiply(order.intent.quantity, price);
        final long share = Fixed.multiplyDown(meant, tolerance);
        final long allowed = Math.max(share, Saturating.multiplyUp(order.instrument.lot(), price));
        final long distance = Math.abs(Saturating.subtract(worth, meant));
        out.set(
                distance <= allowed ? RiskAction.PASS : RiskAction.REJECT,
                Fixed.toDouble(allowed),
                Fixed.toDouble(distance));
    }
}
