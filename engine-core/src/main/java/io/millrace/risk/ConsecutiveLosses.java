package io.millrace.risk;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.codec.RiskControl;
import java.util.Arrays;

/**
 * K8: losing round trips in a row, after fees. From the limit on each one pauses the strategy for the cool-down; from a
 * second limit on until a person resumes. A trade that does not lose ends the row. Limit and actual in trades.
 */
final class ConsecutiveLosses implements Watch {
    private final RiskLimits limits;
    private final long[] inARow;

    ConsecutiveLosses(final RiskLimits limits, final int strategyCount) {
        this.limits = limits;
        inARow = new long[strategyCount];
    }

    @Override
    public void onRoundTrip(final int strategy, final long pnl, final RiskView view, final RiskBoard board) {
        if (pnl >= 0) {
            inARow[strategy] = 0;
            return;
        }
        final long losses = ++inARow[strategy];
        final StreakLimits limit = limits.strategy(strategy).streak();
        if (losses >= limit.lossesToStop()) {
            pause(strategy, StrategyPause.FOR_GOOD, limit.lossesToStop(), losses, board);
        } else if (losses >= limit.losses()) {
            final long untilNs = Saturating.add(view.nowNs(), limit.coolDownNs());
            pause(strategy, untilNs, limit.losses(), losses, board);
        }
    }

    @Override
    public void onResume() {
        Arrays.fill(inARow, 0);
    }

    @Override
    public void writeState(final StateSink sink) {
        for (final long losses : inARow) {
            sink.putLong(losses);
        }
    }

    @Override
    public void readState(final StateSource source) {
        for (int i = 0; i < inARow.length; i++) {
            inARow[i] = source.getLong();
        }
    }

    private static void pause(
            final int strategy, final long untilNs, final long limit, final long losses, final RiskBoard board) {
        board.pause(strategy, RiskControl.CONSECUTIVE_LOSSES, untilNs, (double) limit, (double) losses);
    }
}
