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
    private final Tripwire[] wires;
    private final CashFlows flows;

    StrategyDrawdown(final RiskLimits limits, final int strategyCount) {
        this.limits = limits;
        wires = Tripwire.row(strategyCount);
        flows = new CashFlows(strategyCount);
    }

    @Override
    public void onMark(final RiskView view, final RiskBoard board) {
        for (int i = 0; i < wires.length; i++) {
            final long equity = view.equity(i);
            if (equity == Absent.FIXED) {
                continue;
            }
            wires[i].shift(flows.take(i, view));
            wires[i].update(equity);
            final long limit = limits.strategy(i).maxDrawdown();
            if (limit != RiskLimits.UNLIMITED && wires[i].trips(equity, limit)) {
                board.pause(
                        i,
                        RiskControl.STRATEGY_DRAWDOWN,
                        StrategyPause.FOR_GOOD,
                        Fixed.toDouble(limit),
                        wires[i].fall(equity));
            }
        }
    }

    @Override
    public void onResume() {
        for (final Tripwire wire : wires) {
            wire.onResume();
        }
    }

    @Override
    public void writeState(final StateSink sink) {
        for (int i = 0; i < wires.length; i++) {
            wires[i].writeState(sink);
        }
        flows.writeState(sink);
    }

    @Override
    public void readState(final StateSource source) {
        for (int i = 0; i < wires.length; i++) {
            wires[i].readState(source);
        }
        flows.readState(source);
    }
}
