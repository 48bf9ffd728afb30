package io.millrace.risk;

import io.millrace.event.codec.RiskAction;
import io.millrace.event.codec.RiskControl;

/** The number of open orders in the account, this one included; orders that reduce have places of their own. */
final class OpenOrderLimit implements Control {
    private final RiskLimits limits;

    OpenOrderLimit(final RiskLimits limits) {
        this.limits = limits;
    }

    @Override
    public RiskControl code() {
        return RiskControl.OPEN_ORDER_LIMIT;
    }

    @Override
    public boolean bindsReducing() {
        return true;
    }

    @Override
    public void check(final Candidate order, final RiskView view, final Verdict out) {
        final long limit = limits.exposure().maxOpenOrders() + (order.reducing ? RiskLimits.EXIT_RESERVE : 0L);
        final long actual = view.openOrders() + 1L;
        out.set(actual <= limit ? RiskAction.PASS : RiskAction.REJECT, (double) limit, (double) actual);
    }
}
