package io.millrace.risk;

import io.millrace.event.Absent;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.codec.RiskControl;
import io.millrace.fixed.Fixed;

/**
 * What is held may drift above the leverage that orders are held to, because prices move; beyond a multiple of it
 * entries stop until it is within the leverage again. Limit and actual as multiples of equity; without equity the
 * actual is infinite.
 */
final class LeverageDrift implements Watch {
    private final long normal;
    private final long tolerated;

    LeverageDrift(final ExposureLimits limits) {
        normal = limits.grossLeverage();
        tolerated = Fixed.multiply(normal, limits.maxLeverageDrift());
    }

    @Override
    public void onMark(final RiskView view, final RiskBoard board) {
        final long equity = view.accountEquity();
        if (equity == Absent.FIXED) {
            return;
        }
        final long held = view.accountHeldExposure();
        final double actual = equity > 0 ? (double) held / equity : Double.POSITIVE_INFINITY;
        if (held > 0 && (equity <= 0 || held > Saturating.multiply(equity, tolerated))) {
            board.reduce(RiskControl.LEVERAGE_DRIFT, Fixed.toDouble(tolerated), actual);
        } else if (held <= 0 || held <= Saturating.multiply(equity, normal)) {
            board.relax(RiskControl.LEVERAGE_DRIFT, Fixed.toDouble(tolerated), held <= 0 ? 0 : actual);
        }
    }

    /** Follows from the account at every mark. */
    @Override
    public void writeState(final StateSink sink) {
        // Whether it has tripped is in the trading state.
    }

    @Override
    public void readState(final StateSource source) {
        // Whether it has tripped is in the trading state.
    }
}
