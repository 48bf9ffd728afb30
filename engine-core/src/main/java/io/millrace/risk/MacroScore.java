package io.millrace.risk;

import io.millrace.event.Absent;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.codec.RiskAction;
import io.millrace.event.codec.RiskControl;
import io.millrace.fixed.Fixed;

/**
 * The score of the economy, 0 to 100: while it is low, old or missing every entry is cut to a part of its size, once,
 * until a fresh score is well above the floor. It never makes a size larger.
 *
 * <p>Limit: the floor. Actual: the score; NaN when it is none.
 */
final class MacroScore implements Control, Watch {
    private final MacroLimits limits;
    private final double floor;
    private final double lift;
    private boolean cutting;

    MacroScore(final MacroLimits limits) {
        this.limits = limits;
        floor = Fixed.toDouble(limits.floor());
        lift = Fixed.toDouble(limits.lift());
    }

    @Override
    public RiskControl code() {
        return RiskControl.MACRO_SCORE;
    }

    @Override
    public boolean bindsReducing() {
        return false;
    }

    @Override
    public void check(final Candidate order, final RiskView view, final Verdict out) {
        final double score = score(view);
        cutting = isCutting(score);
        if (!cutting) {
            out.pass(floor, score);
        } else {
            out.set(order.cutTo(limits.factor()) ? RiskAction.SCALE : RiskAction.REJECT, floor, score);
        }
    }

    @Override
    public void onMark(final RiskView view, final RiskBoard board) {
        final double score = score(view);
        final boolean cuts = isCutting(score);
        if (cuts != cutting) {
            cutting = cuts;
            board.tell(Absent.STRATEGY, code(), cuts ? RiskAction.SCALE : RiskAction.PASS, floor, score);
        }
    }

    @Override
    public void writeState(final StateSink sink) {
        sink.putLong(cutting ? 1 : 0);
    }

    @Override
    public void readState(final StateSource source) {
        cutting = source.getBoolean("MacroScore.cutting");
    }

    private boolean isCutting(final double score) {
        // Not "at least": a score that is none is no permission.
        return !(score >= (cutting ? lift : floor));
    }

    private double score(final RiskView view) {
        final double score = view.macroScore();
        final long timeNs = view.macroTimeNs();
        final boolean usable = score >= 0
                && score <= 100
                && timeNs <= view.nowNs()
                && view.nowNs() - timeNs >= 0
                && view.nowNs() - timeNs <= limits.maxAgeNs();
        return usable ? score : Double.NaN;
    }
}
