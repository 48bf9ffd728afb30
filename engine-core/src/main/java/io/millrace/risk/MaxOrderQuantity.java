package io.millrace.risk;

import io.millrace.event.codec.RiskControl;

/** The quantity of one order; what cash buys at the price of the decision. Sums beyond the number range never pass. */
final class MaxOrderQuantity implements Control {
    private final LimitsInForce limits;

    MaxOrderQuantity(final LimitsInForce limits) {
        this.limits = limits;
    }

    @Override
    public RiskControl code() {
        return RiskControl.MAX_ORDER_QUANTITY;
    }

    @Override
    public boolean bindsReducing() {
        return false;
    }

    @Override
    public void check(final Candidate order, final RiskView view, final Verdict out) {
        final long quantity = order.exposureQuantity();
        final long open = order.isBuy()
                ? view.accountOpenBuyQuantity(order.intent.instrument)
                : view.accountOpenSellQuantity(order.intent.instrument);
        if (Saturating.add(open, quantity) == Saturating.MAX) {
            out.reject(Verdict.number(limits.order().maxOrderQuantity()), Double.POSITIVE_INFINITY);
        } else {
            out.atMost(limits.order().maxOrderQuantity(), quantity);
        }
    }
}
