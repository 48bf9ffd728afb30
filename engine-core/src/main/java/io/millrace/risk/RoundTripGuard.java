package io.millrace.risk;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.codec.RiskAction;
import io.millrace.event.codec.RiskControl;
import java.util.Arrays;

/**
 * How long the venue takes to answer an order first: of the answers of the last minute, 95 in 100 must have come within
 * the limit. Fewer than {@value #LEAST} answers say nothing. Slow for a minute, only reducing orders leave, until it is
 * quick again or nothing is known any more.
 *
 * <p>Limit and actual in seconds; NaN when too little is known. The newest {@value #KEPT} answers are looked at, and as
 * many orders without one.
 */
final class RoundTripGuard implements Control, Watch {
    /** Answers and waiting orders that are remembered. */
    static final int KEPT = 64;

    /** Answers that the figure needs. */
    static final int LEAST = 10;

    private static final long MINUTE_NS = 60_000_000_000L;
    private static final double NANOS = 1e9;
    private static final int PERCENT = 100;
    private static final int QUICK_PERCENT = 95;

    private final long limitNs;
    private final long[] waiting = new long[KEPT];
    private final long[] sentNs = new long[KEPT];
    private final long[] answeredNs = new long[KEPT];
    private final long[] tookNs = new long[KEPT];
    private final long[] sorted = new long[KEPT];
    private int nextWaiting;
    private int nextAnswer;
    private long slowSinceNs = Long.MAX_VALUE;

    RoundTripGuard(final TimingLimits limits) {
        limitNs = limits.maxRoundTripNs();
        Arrays.fill(answeredNs, Long.MIN_VALUE);
    }

    @Override
    public RiskControl code() {
        return RiskControl.ROUND_TRIP;
    }

    @Override
    public boolean bindsReducing() {
        return false;
    }

    @Override
    public void check(final Candidate order, final RiskView view, final Verdict out) {
        final long tookMost = percentile(view.nowNs());
        out.set(
                tookMost <= limitNs ? RiskAction.PASS : RiskAction.REJECT,
                limitNs / NANOS,
                tookMost < 0 ? Double.NaN : tookMost / NANOS);
    }

    @Override
    public void onSent(final long orderId, final long nowNs) {
        waiting[nextWaiting] = orderId;
        sentNs[nextWaiting] = nowNs;
        nextWaiting = (nextWaiting + 1) % KEPT;
    }

    @Override
    public void onAnswer(final long orderId, final RiskView view) {
        for (int i = 0; i < KEPT; i++) {
            if (waiting[i] == orderId) {
                waiting[i] = 0;
                answeredNs[nextAnswer] = view.nowNs();
                tookNs[nextAnswer] = Saturating.subtract(view.nowNs(), sentNs[i]);
                nextAnswer = (nextAnswer + 1) % KEPT;
                return;
            }
        }
    }

    @Override
    public void onMark(final RiskView view, final RiskBoard board) {
        final long nowNs = view.nowNs();
        final long newestNs = answeredNs[(nextAnswer + KEPT - 1) % KEPT];
        final boolean known = newestNs != Long.MIN_VALUE && nowNs - newestNs < MINUTE_NS;
        final long tookMost = known ? percentile(nowNs) : -1;
        if (tookMost <= limitNs) {
            if (slowSinceNs != Long.MAX_VALUE) {
                slowSinceNs = Long.MAX_VALUE;
                board.relax(code(), limitNs / NANOS, tookMost < 0 ? Double.NaN : tookMost / NANOS);
            }
            return;
        }
        slowSinceNs = Math.min(slowSinceNs, nowNs);
        if (nowNs - slowSinceNs >= MINUTE_NS) {
            board.reduce(code(), limitNs / NANOS, tookMost / NANOS);
        }
    }

    @Override
    public void onResume() {
        slowSinceNs = Long.MAX_VALUE;
        Arrays.fill(answeredNs, Long.MIN_VALUE);
    }

    @Override
    public void writeState(final StateSink sink) {
        for (int i = 0; i < KEPT; i++) {
            sink.putLong(waiting[i]);
            sink.putLong(sentNs[i]);
            sink.putLong(answeredNs[i]);
            sink.putLong(tookNs[i]);
        }
        sink.putLong(nextWaiting);
        sink.putLong(nextAnswer);
        sink.putLong(slowSinceNs);
    }

    @Override
    public void readState(final StateSource source) {
        for (int i = 0; i < KEPT; i++) {
            waiting[i] = source.getLong();
            sentNs[i] = source.getLong();
            answeredNs[i] = source.getLong();
            tookNs[i] = source.getLong();
        }
        nextWaiting = source.getInt("RoundTripGuard.nextWaiting");
        nextAnswer = source.getInt("RoundTripGuard.nextAnswer");
        slowSinceNs = source.getLong();
    }

    /** The least time within which 95 in 100 answers came; -1 when too few came. */
    private long percentile(final long nowNs) {
        int count = 0;
        for (int i = 0; i < KEPT; i++) {
            if (answeredNs[i] != Long.MIN_VALUE && nowNs - answeredNs[i] < MINUTE_NS) {
                sorted[count++] = tookNs[i];
            }
        }
        if (count < LEAST) {
            return -1;
        }
        Arrays.sort(sorted, 0, count);
        return sorted[(count * QUICK_PERCENT + PERCENT - 1) / PERCENT - 1];
    }
}
