package io.millrace.risk;

import io.millrace.event.Absent;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;
import io.millrace.event.codec.RiskAction;
import io.millrace.event.codec.RiskControl;
import io.millrace.fixed.Fixed;

/** Which sleeves have fallen far from their own high-water marks. Moved cash moves the marks. Part of K4. */
final class SleeveDeRisk implements Stateful {
    private final long limit;
    private final Tripwire[] wires;
    private final double[] falls;
    private final CashFlows flows;

    /** @param limit {@link RiskLimits#UNLIMITED} = none ever falls far */
    SleeveDeRisk(final long limit, final int strategyCount) {
        this.limit = limit;
        final int watched = limit == RiskLimits.UNLIMITED ? 0 : strategyCount;
        wires = Tripwire.row(watched);
        falls = new double[watched];
        flows = new CashFlows(watched);
    }

    boolean isCutting(final int strategy) {
        return wires.length > 0 && wires[strategy].isTripped();
    }

    double limit() {
        return Fixed.toDouble(limit);
    }

    double fall(final int strategy) {
        return falls[strategy];
    }

    void onMark(final RiskView view, final RiskBoard board) {
        for (int i = 0; i < wires.length; i++) {
            final long equity = view.equity(i);
            if (equity == Absent.FIXED) {
                continue;
            }
            wires[i].shift(flows.take(i, view));
            wires[i].update(equity);
            falls[i] = wires[i].fall(equity);
            if (wires[i].trips(equity, limit)) {
                board.tell(i, RiskControl.DRAWDOWN_DE_RISK, RiskAction.SCALE, limit(), falls[i]);
            } else if (wires[i].recovers(equity, limit)) {
                board.tell(i, RiskControl.DRAWDOWN_DE_RISK, RiskAction.PASS, limit(), falls[i]);
            }
        }
    }

    void onResume() {
        for (final Tripwire wire : wires) {
            wire.onResume();
        }
    }

    @Override
    public void writeState(final StateSink sink) {
        for (int i = 0; i < wires.length; i++) {
            wires[i].writeState(sink);
            sink.putDouble(falls[i]);
        }
        flows.writeState(sink);
    }

    @Override
    public void readState(final StateSource source) {
        for (int i = 0; i < wires.length; i++) {
            wires[i].readState(source);
            falls[i] = source.getDouble();
        }
        flows.readState(source);
    }
}
