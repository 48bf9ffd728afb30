package io.millrace.risk;

import io.millrace.event.Absent;
import io.millrace.event.codec.RiskAction;
import io.millrace.event.codec.RiskControl;

/**
 * K10: the spread at an entry as a fraction of the middle. A crossed or one-sided quote refuses; an instrument that was
 * never quoted, as with bars only, passes.
 */
final class SpreadGuard implements Control {
    private final LimitsInForce limits;

    SpreadGuard(final LimitsInForce limits) {
        this.limits = limits;
    }

    @Override
    public RiskControl code() {
        return RiskControl.SPREAD_GUARD;
    }

    @Override
    public boolean bindsReducing() {
        return false;
    }

    @Override
    public void check(final Candidate order, final RiskView view, final Verdict out) {
        final long limit = limits.order().maxSpread();
        final long bid = view.bid(order.intent.instrument);
        final long ask = view.ask(order.intent.instrument);
        if (bid == Absent.FIXED && ask == Absent.FIXED) {
            out.pass(Verdict.number(limit), Double.NaN);
            return;
        }
        if (bid <= 0 || ask < bid) {
            out.reject(Verdict.number(limit), Double.NaN);
            return;
        }
        final long spread = ask - bid;
        final long middle = bid + spread / 2;
        out.set(
                spread <= Saturating.multiply(middle, limit) ? RiskAction.PASS : RiskAction.REJECT,
                Verdict.number(limit),
                (double) spread / middle);
    }
}
