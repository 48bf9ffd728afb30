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
    private static final long RECOVERED = Fixed.ONE / 50;

    private final long limit;
    private final HighWater[] marks;
    private final boolean[] cutting;
    private final double[] falls;
    private final CashFlows flows;

    /** @param limit {@link RiskLimits#UNLIMITED} = none ever falls far */
    SleeveDeRisk(final long limit, final int strategyCount) {
        this.limit = limit;
        final int watched = limit == RiskLimits.UNLIMITED ? 0 : strategyCount;
        marks = new HighWater[watched];
        cutting = new boolean[watched];
        falls = new double[watched];
        flows = new CashFlows(watched);
        for (int i = 0; i < watched; i++) {
            marks[i] = new HighWater();
        }
    }

    boolean isCutting(final int strategy) {
        return cutting.length > 0 && cutting[strategy];
    }

    double limit() {
        return Fixed.toDouble(limit);
    }

    double fall(final int strategy) {
        return falls[strategy];
    }

    void onMark(final RiskView view, final RiskBoard board) {
        for (int i = 0; i < marks.length; i++) {
            final long equity = view.equity(i);
            if (equity == Absent.FIXED) {
                continue;
            }
            marks[i].shift(flows.take(i, view));
            marks[i].update(equity);
            falls[i] = marks[i].fall(equity);
            if (!cutting[i] && marks[i].isDown(equity, limit)) {
                cutting[i] = true;
                board.tell(i, RiskControl.DRAWDOWN_DE_RISK, RiskAction.SCALE, limit(), falls[i]);
            } else if (cutting[i] && !marks[i].isDown(equity, Math.min(RECOVERED, limit))) {
                cutting[i] = false;
                board.tell(i, RiskControl.DRAWDOWN_DE_RISK, RiskAction.PASS, limit(), falls[i]);
            }
        }
    }

    void onResume() {
        for (int i = 0; i < marks.length; i++) {
            if (cutting[i]) {
                cutting[i] = false;
                marks[i].forget();
            }
        }
    }

    @Override
    public void writeState(final StateSink sink) {
        for (int i = 0; i < marks.length; i++) {
            marks[i].writeState(sink);
            sink.putLong(cutting[i] ? 1 : 0);
            sink.putDouble(falls[i]);
        }
        flows.writeState(sink);
    }

    @Override
    public void readState(final StateSource source) {
        for (int i = 0; i < marks.length; i++) {
            marks[i].readState(source);
            cutting[i] = source.getBoolean("SleeveDeRisk.cutting");
            falls[i] = source.getDouble();
        }
        flows.readState(source);
    }
}
