package io.millrace.risk;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;
import io.millrace.event.codec.RiskControl;
import java.util.Arrays;

/**
 * Refuses entries of a strategy that a watch has paused, in the name of the control that did, with the figures that
 * made it. A pause ends at its time, when its cause has gone, or by a person; a strategy may have several.
 */
final class StrategyPause implements Control, Stateful {
    /** Until a person resumes. */
    static final long FOR_GOOD = Long.MAX_VALUE;

    private static final RiskControl[] CAUSES = {
        RiskControl.DAILY_LOSS,
        RiskControl.STRATEGY_DRAWDOWN,
        RiskControl.CONSECUTIVE_LOSSES,
        RiskControl.REPEATED_FILLS,
        RiskControl.REJECT_STORM,
        RiskControl.CHILD_OF_PARENT,
        RiskControl.PROTECTIVE_STOP
    };

    private final long[] untilNs;
    private final double[] limits;
    private final double[] actuals;
    private RiskControl code = RiskControl.STRATEGY_PAUSE;

    StrategyPause(final int strategyCount) {
        untilNs = new long[Math.multiplyExact(strategyCount, CAUSES.length)];
        limits = new double[untilNs.length];
        actuals = new double[untilNs.length];
    }

    /** The control whose pause refused the newest order; STRATEGY_PAUSE when none did. */
    @Override
    public RiskControl code() {
        return code;
    }

    @Override
    public boolean bindsReducing() {
        return false;
    }

    @Override
    public void check(final Candidate order, final RiskView view, final Verdict out) {
        final int first = order.intent.strategy * CAUSES.length;
        for (int i = 0; i < CAUSES.length; i++) {
            if (view.nowNs() < untilNs[first + i]) {
                code = CAUSES[i];
                out.reject(limits[first + i], actuals[first + i]);
                return;
            }
        }
        code = RiskControl.STRATEGY_PAUSE;
        out.pass(0, 0);
    }

    /** False when it is paused as long or longer for this cause already. */
    boolean pause(
            final int strategy, final RiskControl cause, final long until, final double limit, final double actual) {
        final int place = place(strategy, cause);
        if (until <= untilNs[place]) {
            return false;
        }
        untilNs[place] = until;
        limits[place] = limit;
        actuals[place] = actual;
        return true;
    }

    /** False when there was none of this cause. */
    boolean release(final int strategy, final RiskControl cause) {
        final int place = place(strategy, cause);
        final boolean was = untilNs[place] != 0;
        untilNs[place] = 0;
        return was;
    }

    boolean isPaused(final int strategy, final RiskControl cause, final long nowNs) {
        return nowNs < untilNs[place(strategy, cause)];
    }

    void clear() {
        Arrays.fill(untilNs, 0);
    }

    @Override
    public void writeState(final StateSink sink) {
        for (int i = 0; i < untilNs.length; i++) {
            sink.putLong(untilNs[i]);
            sink.putDouble(limits[i]);
            sink.putDouble(actuals[i]);
        }
    }

    @Override
    public void readState(final StateSource source) {
        for (int i = 0; i < untilNs.length; i++) {
            untilNs[i] = source.getLong();
            limits[i] = source.getDouble();
            actuals[i] = source.getDouble();
        }
    }

    private static int place(final int strategy, final RiskControl cause) {
        int i = 0;
        while (CAUSES[i] != cause) {
            i++;
        }
        return strategy * CAUSES.length + i;
    }
}
