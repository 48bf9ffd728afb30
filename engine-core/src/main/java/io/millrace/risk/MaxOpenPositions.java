package io.millrace.risk;

import io.millrace.event.codec.RiskControl;

/**
 * K12: positions of the strategy and of all sleeves, this one included. What has open orders counts as a position; a
 * further order in one that is held adds none. Limit and actual in positions.
 */
final class MaxOpenPositions implements Control {
    private final LimitsInForce limits;
    private final int strategyCount;

    MaxOpenPositions(final LimitsInForce limits, final int strategyCount) {
        this.limits = limits;
        this.strategyCount = strategyCount;
    }

    @Override
    public RiskControl code() {
        return RiskControl.MAX_OPEN_POSITIONS;
    }

    @Override
    public boolean bindsReducing() {
        return false;
    }

    @Override
    public void check(final Candidate order, final RiskView view, final Verdict out) {
        final int strategy = order.intent.strategy;
        final long added = isHeld(strategy, order.intent.instrument, view) ? 0 : 1;
        final long own = view.openPositions(strategy) + added;
        final long ownLimit = limits.strategy(strategy).maxOpenPositions();
        if (own > ownLimit) {
            out.reject((double) ownLimit, (double) own);
            return;
        }
        long all = added;
        for (int i = 0; i < strategyCount; i++) {
            all += view.openPositions(i);
        }
        final long limit = limits.exposure().maxOpenPositions();
        if (all <= limit) {
            out.pass((double) limit, (double) all);
        } else {
            out.reject((double) limit, (double) all);
        }
    }

    private static boolean isHeld(final int strategy, final int instrument, final RiskView view) {
        return view.position(strategy, instrument) != 0
                || view.openBuyQuantity(strategy, instrument) != 0
                || view.openSellQuantity(strategy, instrument) != 0;
    }
}
