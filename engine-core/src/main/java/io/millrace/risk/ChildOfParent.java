package io.millrace.risk;

import io.millrace.event.Absent;
import io.millrace.event.codec.RiskAction;
import io.millrace.event.codec.RiskControl;
import io.millrace.fixed.Fixed;

/**
 * The orders that are parts of one larger order add up to it at most, to the last unit: what has filled of them and
 * what may still fill. More is a mistake of the strategy, which is paused until a person resumes. Legs that only reduce
 * protect their parent, they are no parts of it.
 *
 * <p>Limit and actual in units. A parent that nobody knows any more is none.
 */
final class ChildOfParent implements Control {
    private final RiskBoard board;

    ChildOfParent(final RiskBoard board) {
        this.board = board;
    }

    @Override
    public RiskControl code() {
        return RiskControl.CHILD_OF_PARENT;
    }

    @Override
    public boolean bindsReducing() {
        return false;
    }

    @Override
    public void check(final Candidate order, final RiskView view, final Verdict out) {
        final long parent = order.intent.parentOrderId;
        if (parent == 0) {
            out.pass(Double.POSITIVE_INFINITY, 0);
            return;
        }
        final long whole = view.orderQuantity(parent);
        final long sent = Saturating.add(view.childQuantity(parent), order.exposureQuantity());
        final double limit = whole == Absent.FIXED ? Double.NaN : Fixed.toDouble(whole);
        if (whole != Absent.FIXED && sent <= whole) {
            out.pass(limit, Fixed.toDouble(sent));
            return;
        }
        final double actual = Fixed.toDouble(sent);
        board.pause(order.intent.strategy, RiskControl.CHILD_OF_PARENT, StrategyPause.FOR_GOOD, limit, actual);
        out.set(RiskAction.REJECT, limit, actual);
    }
}
