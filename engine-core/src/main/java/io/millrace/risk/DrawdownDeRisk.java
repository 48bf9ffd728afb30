package io.millrace.risk;

import io.millrace.event.Absent;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.codec.RiskAction;
import io.millrace.event.codec.RiskControl;
import io.millrace.fixed.Fixed;

/**
 * K4: from a fall of the account from its high-water mark on, every entry is cut to a part of its size, until the
 * account is within 2 % of the mark again or a person resumes. A sleeve's own fall does the same to the entries of its
 * strategy; nothing is cut twice.
 *
 * <p>Limit: the fall allowed, as a fraction of the mark. Actual: the fall.
 */
final class DrawdownDeRisk implements Control, Watch {
    private final LimitsInForce limits;
    private final Tripwire wire = new Tripwire();
    private double fall;
    private final SleeveDeRisk sleeves;

    DrawdownDeRisk(final LimitsInForce limits, final int strategyCount) {
        this.limits = limits;
        sleeves = new SleeveDeRisk(limits.guards().steps().strategyDeRisk(), strategyCount);
    }

    @Override
    public RiskControl code() {
        return RiskControl.DRAWDOWN_DE_RISK;
    }

    @Override
    public boolean bindsReducing() {
        return false;
    }

    @Override
    public void check(final Candidate order, final RiskView view, final Verdict out) {
        final int strategy = order.intent.strategy;
        final boolean own = !wire.isTripped() && sleeves.isCutting(strategy);
        final double limit =
                own ? sleeves.limit() : Verdict.number(limits.loss().deRiskDrawdown());
        final double actual = own ? sleeves.fall(strategy) : fall;
        if (!wire.isTripped() && !own) {
            out.pass(limit, actual);
        } else {
            out.set(order.cutTo(limits.loss().deRiskFactor()) ? RiskAction.SCALE : RiskAction.REJECT, limit, actual);
        }
    }

    @Override
    public void onMark(final RiskView view, final RiskBoard board) {
        sleeves.onMark(view, board);
        final long equity = view.accountEquity();
        if (equity == Absent.FIXED) {
            return;
        }
        wire.update(equity);
        fall = wire.fall(equity);
        final long limit = limits.loss().deRiskDrawdown();
        if (limit == RiskLimits.UNLIMITED) {
            return;
        }
        if (wire.trips(equity, limit)) {
            board.tell(Absent.STRATEGY, code(), RiskAction.SCALE, Fixed.toDouble(limit), fall);
        } else if (wire.recovers(equity, limit)) {
            board.tell(Absent.STRATEGY, code(), RiskAction.PASS, Fixed.toDouble(limit), fall);
        }
    }

    @Override
    public void onResume() {
        sleeves.onResume();
        wire.onResume();
    }

    @Override
    public void writeState(final StateSink sink) {
        wire.writeState(sink);
        sink.putDouble(fall);
        sleeves.writeState(sink);
    }

    @Override
    public void readState(final StateSource source) {
        wire.readState(source);
        fall = source.getDouble();
        sleeves.readState(source);
    }
}
