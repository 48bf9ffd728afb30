package io.millrace.risk;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.codec.RiskControl;
import java.util.Arrays;

/**
 * Refusals of venues in a row. At the limit the strategy is paused for a while, the third time until a person resumes.
 * An order that a venue takes ends the row. Limit and actual in refusals.
 */
final class RejectStorm implements Watch {
    private static final int LAST_STORM = 3;

    private final RiskLimits limits;
    private final long[] inARow;
    private final int[] storms;

    RejectStorm(final RiskLimits limits, final int strategyCount) {
        this.limits = limits;
        inARow = new long[strategyCount];
        storms = new int[strategyCount];
    }

    @Override
    public void onVenueAnswer(final int strategy, final boolean refused, final RiskView view, final RiskBoard board) {
        if (!refused) {
            inARow[strategy] = 0;
            return;
        }
        final long refusals = ++inARow[strategy];
        final ConductLimits limit = limits.strategy(strategy).conduct();
        if (refusals >= limit.rejects()) {
            inARow[strategy] = 0;
            storms[strategy]++;
            final long untilNs = storms[strategy] >= LAST_STORM
                    ? StrategyPause.FOR_GOOD
                    : Saturating.add(view.nowNs(), limit.rejectPauseNs());
            board.pause(strategy, RiskControl.REJECT_STORM, untilNs, (double) limit.rejects(), (double) refusals);
        }
    }

    @Override
    public void onResume() {
        Arrays.fill(inARow, 0);
        Arrays.fill(storms, 0);
    }

    @Override
    public void writeState(final StateSink sink) {
        for (int i = 0; i < storms.length; i++) {
            sink.putLong(inARow[i]);
            sink.putLong(storms[i]);
        }
    }

    @Override
    public void readState(final StateSource source) {
        for (int i = 0; i < storms.length; i++) {
            inARow[i] = source.getLong();
            storms[i] = source.getInt("RejectStorm.storms");
        }
    }
}
