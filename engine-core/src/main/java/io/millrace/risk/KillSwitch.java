package io.millrace.risk;

import io.millrace.event.codec.RiskAction;
import io.millrace.event.codec.RiskControl;

/**
 * K20: the trading state, from ACTIVE to KILLED. It only tightens; a person alone takes the latched states back.
 *
 * <p>Limit: the ACTIVE code, 0. Actual: the code of the state; NaN for a flatten order that would not reduce.
 */
final class KillSwitch implements Control {
    private TradingState state = TradingState.ACTIVE;

    @Override
    public RiskControl code() {
        return RiskControl.KILL_SWITCH;
    }

    @Override
    public boolean bindsReducing() {
        return true;
    }

    @Override
    public void check(final Candidate order, final RiskView view, final Verdict out) {
        final boolean flatten = order.origin == OrderOrigin.FLATTEN;
        if (flatten && !order.reducing) {
            out.reject(TradingState.ACTIVE.code(), Double.NaN);
            return;
        }
        final boolean passes =
                flatten || state == TradingState.ACTIVE || (state != TradingState.KILLED && order.reducing);
        out.set(passes ? RiskAction.PASS : RiskAction.REJECT, TradingState.ACTIVE.code(), state.code());
    }

    TradingState state() {
        return state;
    }

    /** False when the state is as tight already. */
    boolean tighten(final TradingState to) {
        if (to.code() <= state.code()) {
            return false;
        }
        state = to;
        return true;
    }

    /** Ends REDUCING; false in any other state. */
    boolean liftReducing() {
        if (state != TradingState.REDUCING) {
            return false;
        }
        state = TradingState.ACTIVE;
        return true;
    }

    boolean resume() {
        final boolean changes = state != TradingState.ACTIVE;
        state = TradingState.ACTIVE;
        return changes;
    }
}
