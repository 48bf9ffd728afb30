package io.millrace.risk;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.codec.RiskControl;
import java.util.Arrays;

/**
 * Refusals of venues in a row. At the limit the strategy is paused for a while, the third time until a person resumes.
 * An order that a venue takes ends the row. The same for too large a part of the answers of a minute, of which the
 * newest
 * {@value #KEPT} are looked at. Limit and actual in refusals, or as a fraction of the answers.
 */
final class RejectStorm implements Watch {
    /** Answers remembered for each strategy. */
    static final int KEPT = 128;

    private static final int LAST_STORM = 3;
    private static final int LEAST = 10;
    private static final long MINUTE_NS = 60_000_000_000L;

    private final RiskLimits limits;
    private final long[] inARow;
    private final int[] storms;
    private final long[] answersNs;
    private final boolean[] refusals;
    private final int[] next;
    private final boolean shares;

    /** @param shares whether a strategy is limited in the part of its orders that is refused */
    RejectStorm(final RiskLimits limits, final int strategyCount, final boolean shares) {
        this.limits = limits;
        this.shares = shares;
        inARow = new long[strategyCount];
        storms = new int[strategyCount];
        next = new int[strategyCount];
        answersNs = new long[shares ? Math.multiplyExact(strategyCount, KEPT) : 0];
        refusals = new boolean[answersNs.length];
        Arrays.fill(answersNs, Long.MIN_VALUE);
    }

    @Override
    public void onVenueAnswer(final int strategy, final boolean refused, final RiskView view, final RiskBoard board) {
        if (shares) {
            remember(strategy, refused, view.nowNs());
        }
        if (!refused) {
            inARow[strategy] = 0;
            return;
        }
        final long row = ++inARow[strategy];
        final ConductLimits limit = limits.strategy(strategy).conduct();
        if (row >= limit.rejects()) {
            storm(strategy, (double) limit.rejects(), (double) row, view, board);
            return;
        }
        final double part = shares ? part(strategy, view.nowNs()) : 0;
        if (part > Verdict.number(limit.rejectShare())) {
            storm(strategy, Verdict.number(limit.rejectShare()), part, view, board);
        }
    }

    private void storm(
            final int strategy, final double limit, final double actual, final RiskView view, final RiskBoard board) {
        inARow[strategy] = 0;
        forget(strategy);
        storms[strategy]++;
        final long pauseNs = limits.strategy(strategy).conduct().rejectPauseNs();
        final long untilNs =
                storms[strategy] >= LAST_STORM ? StrategyPause.FOR_GOOD : Saturating.add(view.nowNs(), pauseNs);
        board.pause(strategy, RiskControl.REJECT_STORM, untilNs, limit, actual);
    }

    private void remember(final int strategy, final boolean refused, final long nowNs) {
        final int place = strategy * KEPT + next[strategy];
        answersNs[place] = nowNs;
        refusals[place] = refused;
        next[strategy] = (next[strategy] + 1) % KEPT;
    }

    private void forget(final int strategy) {
        if (shares) {
            Arrays.fill(answersNs, strategy * KEPT, (strategy + 1) * KEPT, Long.MIN_VALUE);
        }
    }

    /** Refusals of the last minute as a part of its answers; 0 when these are too few. */
    private double part(final int strategy, final long nowNs) {
        int answers = 0;
        int refused = 0;
        for (int i = strategy * KEPT; i < (strategy + 1) * KEPT; i++) {
            if (answersNs[i] != Long.MIN_VALUE && nowNs - answersNs[i] < MINUTE_NS) {
                answers++;
                refused += refusals[i] ? 1 : 0;
            }
        }
        return answers < LEAST ? 0 : (double) refused / answers;
    }

    @Override
    public void onResume() {
        Arrays.fill(inARow, 0);
        Arrays.fill(storms, 0);
        Arrays.fill(answersNs, Long.MIN_VALUE);
    }

    @Override
    public void writeState(final StateSink sink) {
        for (int i = 0; i < storms.length; i++) {
            sink.putLong(inARow[i]);
            sink.putLong(storms[i]);
        }
        for (int i = 0; i < answersNs.length; i++) {
            sink.putLong(answersNs[i]);
            sink.putLong(refusals[i] ? 1 : 0);
        }
        for (int i = 0; shares && i < next.length; i++) {
            sink.putLong(next[i]);
        }
    }

    @Override
    public void readState(final StateSource source) {
        for (int i = 0; i < storms.length; i++) {
            inARow[i] = source.getLong();
            storms[i] = source.getInt("RejectStorm.storms");
        }
        for (int i = 0; i < answersNs.length; i++) {
            answersNs[i] = source.getLong();
            refusals[i] = source.getBoolean("RejectStorm.refusals");
        }
        for (int i = 0; shares && i < next.length; i++) {
            next[i] = source.getIndex("RejectStorm.next", KEPT);
        }
    }
}
