package io.millrace.risk;

import io.millrace.event.Absent;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.codec.RiskAction;
import io.millrace.event.codec.RiskControl;

/**
 * At the beginning of a session an entry is of the smallest size the instrument takes: what is wrong then costs
 * little. Scales. By the engine's clock; limit and actual in seconds since the session's start.
 */
final class Canary implements Control, Watch {
    private static final double NANOS = 1e9;

    private final long periodNs;
    private long startNs = Absent.FIXED;

    Canary(final TimingLimits limits) {
        periodNs = limits.canaryNs();
    }

    @Override
    public RiskControl code() {
        return RiskControl.CANARY;
    }

    @Override
    public boolean bindsReducing() {
        return false;
    }

    @Override
    public void check(final Candidate order, final RiskView view, final Verdict out) {
        if (startNs == Absent.FIXED) {
            out.reject(periodNs / NANOS, Double.NaN);
            return;
        }
        final long ageNs = view.nowNs() - startNs;
        if (ageNs >= periodNs || order.isSmallest()) {
            out.pass(periodNs / NANOS, ageNs / NANOS);
        } else {
            out.set(order.shrinkToSmallest() ? RiskAction.SCALE : RiskAction.REJECT, periodNs / NANOS, ageNs / NANOS);
        }
    }

    @Override
    public void onSessionUp(final long nowNs) {
        startNs = nowNs;
    }

    @Override
    public void writeState(final StateSink sink) {
        sink.putLong(startNs);
    }

    @Override
    public void readState(final StateSource source) {
        startNs = source.getLong();
    }
}
