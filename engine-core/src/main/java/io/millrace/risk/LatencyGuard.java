package io.millrace.risk;

import io.millrace.event.Absent;
import io.millrace.event.codec.RiskControl;

/**
 * K11: the newest data of the instrument must be young, and must have arrived soon after they came to be.
 *
 * <p>Limit and actual in seconds; for a strategy on daily bars, the age in sessions. NaN when there are no data.
 */
final class LatencyGuard implements Control {
    private static final double NANOS = 1e9;

    private final DataLimits limits;

    LatencyGuard(final DataLimits limits) {
        this.limits = limits;
    }

    @Override
    public RiskControl code() {
        return RiskControl.LATENCY_GUARD;
    }

    @Override
    public boolean bindsReducing() {
        return false;
    }

    @Override
    public void check(final Candidate order, final RiskView view, final Verdict out) {
        final int instrument = order.intent.instrument;
        final long seenNs = view.priceTimeNs(instrument);
        final long delayNs = view.dataDelayNs(instrument);
        if (seenNs == Absent.FIXED || seenNs > view.nowNs() || delayNs == Absent.FIXED) {
            out.reject(most(limits.maxAgeNs(), NANOS), Double.NaN);
            return;
        }
        if (limits.maxDelayNs() != RiskLimits.UNLIMITED && Math.abs(delayNs) > limits.maxDelayNs()) {
            out.reject(limits.maxDelayNs() / NANOS, delayNs / NANOS);
            return;
        }
        if (view.decidesDaily(order.intent.strategy)) {
            final long sessions = view.sessionsSince(instrument, seenNs);
            hold(limits.maxAgeSessions(), sessions, 1, out);
        } else {
            hold(limits.maxAgeNs(), Saturating.subtract(view.nowNs(), seenNs), NANOS, out);
        }
    }

    private static void hold(final long limit, final long actual, final double unit, final Verdict out) {
        if (actual <= limit) {
            out.pass(most(limit, unit), actual / unit);
        } else {
            out.reject(most(limit, unit), actual / unit);
        }
    }

    private static double most(final long limit, final double unit) {
        return limit == RiskLimits.UNLIMITED ? Double.POSITIVE_INFINITY : limit / unit;
    }
}
