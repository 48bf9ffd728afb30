package io.millrace.risk;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;
import io.millrace.event.codec.RiskControl;

/**
 * K20: the trading state, from ACTIVE to KILLED. It only tightens; a person alone takes the latched states back.
 * REDUCING lasts as long as one of its causes does.
 *
 * <p>Limit: the ACTIVE code, 0. Actual: the code of the state; NaN for a flatten order that would not reduce.
 */
final class KillSwitch implements Control, Stateful {
    private static final RiskControl[] CAUSES = {
        RiskControl.KILL_SWITCH,
        RiskControl.DAILY_LOSS,
        RiskControl.VALUE_AT_RISK,
        RiskControl.EXPECTED_SHORTFALL,
        RiskControl.LEVERAGE_DRIFT,
        RiskControl.LATENCY_GUARD,
        RiskControl.ROUND_TRIP,
        RiskControl.DRAWDOWN_REDUCE,
        RiskControl.UNKNOWN_ORDERS,
        RiskControl.RESOURCE_GUARD
    };

    private TradingState latched = TradingState.ACTIVE;
    private int causes;

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
        final TradingState state = state();
        final boolean passes =
                flatten || state == TradingState.ACTIVE || (state != TradingState.KILLED && order.reducing);
        if (passes) {
            out.pass(TradingState.ACTIVE.code(), state.code());
        } else {
            out.reject(TradingState.ACTIVE.code(), state.code());
        }
    }

    TradingState state() {
        return latched == TradingState.ACTIVE && causes != 0 ? TradingState.REDUCING : latched;
    }

    /** Latches HALTED or KILLED; false when the state is as tight already. */
    boolean tighten(final TradingState to) {
        if (to.code() <= latched.code()) {
            return false;
        }
        latched = to;
        return true;
    }

    /** False when this cause has been noted. */
    boolean addCause(final RiskControl cause) {
        final int before = causes;
        causes |= bit(cause);
        return causes != before;
    }

    /** False when this cause was not there. */
    boolean removeCause(final RiskControl cause) {
        final int before = causes;
        causes &= ~bit(cause);
        return causes != before;
    }

    boolean resume() {
        final boolean changes = state() != TradingState.ACTIVE;
        latched = TradingState.ACTIVE;
        causes = 0;
        return changes;
    }

    @Override
    public void writeState(final StateSink sink) {
        sink.putLong(latched.code());
        sink.putLong(causes);
    }

    @Override
    public void readState(final StateSource source) {
        latched = TradingState.values()[source.getIndex("KillSwitch.latched", TradingState.values().length)];
        causes = source.getInt("KillSwitch.causes");
    }

    private static int bit(final RiskControl cause) {
        int i = 0;
        while (CAUSES[i] != cause) {
            i++;
        }
        return 1 << i;
    }
}
