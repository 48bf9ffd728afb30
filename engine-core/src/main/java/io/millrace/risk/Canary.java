package io.millrace.risk;

import io.millrace.event.Absent;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.codec.RiskAction;
import io.millrace.event.codec.RiskControl;

/**
 * At the beginning of a session an entry is of the smallest size the instrument takes: what is wrong then costs
 * little. Scales. By the engine's clock; limit and actual in seconds.
 *
 * <p>What counts is the time from the session's first market event to its newest: a session begins at the time of the
 * last journaled step, or at 0, and what has gone by since then was no trading. Nor is the time for which the feed was
 * down, because rows that an earlier session had received come before it is up.
 */
final class Canary implements Control, Watch, FeedGuard {
    private static final double NANOS = 1e9;

    private final long periodNs;
    private boolean up;
    private long startNs = Absent.FIXED;
    private long ageNs;

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
        if (!up) {
            out.reject(periodNs / NANOS, Double.NaN);
            return;
        }
        if (ageNs >= periodNs || order.isSmallest()) {
            out.pass(periodNs / NANOS, ageNs / NANOS);
        } else {
            out.set(order.shrinkToSmallest() ? RiskAction.SCALE : RiskAction.REJECT, periodNs / NANOS, ageNs / NANOS);
        }
    }

    @Override
    public void onSessionUp(final long nowNs) {
        up = true;
        startNs = Absent.FIXED;
        ageNs = 0;
    }

    @Override
    public void onFeedUp() {
        startNs = Absent.FIXED;
    }

    @Override
    public void onData(final int instrument, final long receiveNs, final RiskView view, final RiskBoard board) {
        if (startNs == Absent.FIXED) {
            startNs = view.nowNs() - ageNs;
        } else {
            ageNs = view.nowNs() - startNs;
        }
    }

    @Override
    public void writeState(final StateSink sink) {
        sink.putLong(up ? 1 : 0);
        sink.putLong(startNs);
        sink.putLong(ageNs);
    }

    @Override
    public void readState(final StateSource source) {
        up = source.getBoolean("Canary.up");
        startNs = source.getLong();
        ageNs = source.getLong();
    }
}
