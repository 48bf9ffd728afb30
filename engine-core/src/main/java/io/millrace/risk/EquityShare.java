package io.millrace.risk;

import io.millrace.event.Absent;
import io.millrace.event.codec.RiskAction;
import io.millrace.fixed.Fixed;

/** What the caps on a share of equity have in common: hold the sum against it and scale the order to what is left. */
final class EquityShare {
    private EquityShare() {}

    /**
     * Passes, scales or rejects; limit and actual are fractions of equity.
     *
     * @param before exposure without the order; negative when the order first undoes some on the other side
     */
    static void check(
            final Candidate order, final long before, final long share, final long equity, final Verdict out) {
        if (equity <= 0 || before == Absent.FIXED) {
            out.reject(Fixed.toDouble(share), Double.NaN);
            return;
        }
        final long after = Saturating.add(before, order.value());
        final double limit = Fixed.toDouble(share);
        final double actual = (double) after / equity;
        final long allowed = Saturating.multiply(equity, share);
        if (after <= allowed) {
            out.pass(limit, actual);
        } else {
            final boolean fits = order.shrinkTo(Saturating.subtract(allowed, before));
            out.set(fits ? RiskAction.SCALE : RiskAction.REJECT, limit, actual);
        }
    }
}
