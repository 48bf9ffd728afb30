package io.millrace.risk;

import io.millrace.event.Absent;
import io.millrace.event.codec.RiskControl;

/**
 * No entry in an instrument of another currency while nobody knows what that currency is worth: without a rate, or with
 * one that is too old. Limit and actual: age of the rate in seconds; NaN when there is none.
 */
final class FxRate implements Control {
    private static final double NANOS = 1e9;

    private final long maxAgeNs;

    FxRate(final long maxAgeNs) {
        this.maxAgeNs = maxAgeNs;
    }

    @Override
    public RiskControl code() {
        return RiskControl.FX_RATE;
    }

    @Override
    public boolean bindsReducing() {
        return false;
    }

    @Override
    public void check(final Candidate order, final RiskView view, final Verdict out) {
        if (!view.isForeign(order.intent.instrument)) {
            out.pass(maxAgeNs / NANOS, 0);
            return;
        }
        final long rateNs = view.rateTimeNs(order.intent.instrument);
        if (rateNs == Absent.FIXED) {
            out.reject(maxAgeNs / NANOS, Double.NaN);
            return;
        }
        final long age = view.nowNs() - rateNs;
        if (age <= maxAgeNs) {
            out.pass(maxAgeNs / NANOS, age / NANOS);
        } else {
            out.reject(maxAgeNs / NANOS, age / NANOS);
        }
    }
}
