package io.millrace.risk;

import io.millrace.event.Absent;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.codec.RiskControl;
import io.millrace.fixed.Fixed;

/**
 * K7: a fall of a sleeve from its own high-water mark pauses its strategy until a person resumes; then the mark is set
 * anew. Cash that is moved between sleeves moves the mark. Limit and actual as fractions of the mark.
 */
final class StrategyDrawdown implements Watch {
    private final RiskLimits limits;
    private final HighWater[] marks;
    private final boolean[] tripped;
    private final CashFlows flows;

    StrategyDrawdown(final RiskLimits limits, final int strategyCount) {
        this.limits = limits;
        marks = new HighWater[strategyCount];
        tripped = new boolean[strategyCount];
        flows = new CashFlows(strategyCount);
        for (int i = 0; i < strategyCount; i++) {
            marks[i] = new HighWater();
        }
    }

    @Override
    public void onMark(final RiskView view, final RiskBoard board) {
        for (int i = 0; i < marks.length; i++) {
            final long equity = view.equity(i);
            if (equity == Absent.FIXED) {
                continue;
            }
            marks[i].shift(flows.take(i, view));
            marks[i].update(equity);
            final long limit = limits.strategy(i).maxDrawdown();
            if (!tripped[i] && limit != RiskLimits.UNLIMITED && marks[i].isDown(equity, limit)) {
                tripped[i] = true;
                board.pause(
                        i,
                        RiskControl.STRATEGY_DRAWDOWN,
                        StrategyPause.FOR_GOOD,
                        Fixed.toDouble(limit),
                        marks[i].fall(equity));
            }
        }
    }

    @Override
    public void onResume() {
        for (int i = 0; i < marks.length; i++) {
            if (tripped[i]) {
                tripped[i] = false;
                marks[i].forget();
            }
        }
    }

    @Override
    public void writeState(final StateSink sink) {
        for (int i = 0; i < marks.length; i++) {
            marks[i].writeState(sink);
            sink.putLong(tripped[i] ? 1 : 0);
        }
        flows.writeState(sink);
    }

    @Override
    public void readState(final StateSource source) {
        for (int i = 0; i < marks.length; i++) {
            marks[i].readState(source);
            tripped[i] = source.getBoolean("StrategyDrawdown.tripped");
        }
        flows.readState(source);
    }
}
