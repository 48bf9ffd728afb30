package io.millrace.risk;

import io.millrace.event.Absent;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.codec.RiskAction;
import io.millrace.event.codec.RiskControl;

/**
 * Our clock against the market's: data from the future of our clock, and a clock that steps back, mean that no age can
 * be trusted. Then there are no entries: in the instrument until its data are not from the future, and in all until the
 * clock is where it was.
 *
 * <p>Limit and actual in seconds: how far ahead data may be, and were; or 0 and how far the clock is behind itself. NaN
 * when there are no data.
 */
final class ClockGuard implements Control, Watch, FeedGuard {
    private static final double NANOS = 1e9;

    private final long limitNs;
    private long furthestNs = Long.MIN_VALUE;
    private long newestNs = Long.MIN_VALUE;

    ClockGuard(final TimingLimits limits) {
        limitNs = limits.maxClockErrorNs();
    }

    @Override
    public RiskControl code() {
        return RiskControl.CLOCK_GUARD;
    }

    @Override
    public boolean bindsReducing() {
        return false;
    }

    @Override
    public void check(final Candidate order, final RiskView view, final Verdict out) {
        final long delayNs = view.dataDelayNs(order.intent.instrument);
        if (newestNs < furthestNs) {
            out.reject(0, behind());
        } else if (delayNs == Absent.FIXED) {
            out.reject(limitNs / NANOS, Double.NaN);
        } else {
            out.set(delayNs >= -limitNs ? RiskAction.PASS : RiskAction.REJECT, limitNs / NANOS, -delayNs / NANOS);
        }
    }

    @Override
    public void onData(final int instrument, final long receiveNs, final RiskView view, final RiskBoard board) {
        final boolean was = newestNs < furthestNs;
        newestNs = receiveNs;
        furthestNs = Math.max(furthestNs, receiveNs);
        final boolean is = newestNs < furthestNs;
        if (was != is) {
            board.tell(Absent.STRATEGY, code(), is ? RiskAction.REJECT : RiskAction.PASS, 0, behind());
        }
    }

    /** A person has looked at the clock: it counts from where it is. */
    @Override
    public void onResume() {
        furthestNs = newestNs;
    }

    @Override
    public void writeState(final StateSink sink) {
        sink.putLong(furthestNs);
        sink.putLong(newestNs);
    }

    @Override
    public void readState(final StateSource source) {
        furthestNs = source.getLong();
        newestNs = source.getLong();
    }

    private double behind() {
        return (furthestNs - newestNs) / NANOS;
    }
}
