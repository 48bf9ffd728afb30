package io.millrace.risk;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;
import io.millrace.event.codec.RiskControl;

/**
 * K20: the trading state, from ACTIVE to KILLED. It only tightens; a person alone takes the latched states back.
 * REDUCING lasts as long as one of its causes does.
 *
 * <p>What it refuses is refused in the name of who closed the door, with the figures of that moment: the control that
 * halts or reduces, TRADING_STATE for a person who does, and KILL_SWITCH only while the switch is set. Of several that
 * reduce it is the first in {@link #CAUSES}. For persons the limit is the ACTIVE code, 0, and the actual the code of
 * the state; NaN, by TRADING_STATE unless the switch is set, for a flatten order that would not reduce.
 */
final class KillSwitch implements Control, Stateful {
    private static final RiskControl[] CAUSES = {
        RiskControl.TRADING_STATE,
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

    /** Where the latch has its figures. */
    private static final int LATCH = CAUSES.length;

    private final double[] limits = new double[LATCH + 1];
    private final double[] actuals = new double[LATCH + 1];
    private TradingState latched = TradingState.ACTIVE;
    private RiskControl latchedBy = RiskControl.KILL_SWITCH;
    private int causes;
    private RiskControl code = RiskControl.KILL_SWITCH;

    /** In whose name the newest order was refused; KILL_SWITCH when it passed. */
    @Override
    public RiskControl code() {
        return code;
    }

    @Override
    public boolean bindsReducing() {
        return true;
    }

    @Override
    public void check(final Candidate order, final RiskView view, final Verdict out) {
        final boolean flatten = order.origin == OrderOrigin.FLATTEN;
        final TradingState state = state();
        if (flatten && !order.reducing) {
            code = state == TradingState.KILLED ? RiskControl.KILL_SWITCH : RiskControl.TRADING_STATE;
            out.reject(TradingState.ACTIVE.code(), Double.NaN);
            return;
        }
        final boolean passes =
                flatten || state == TradingState.ACTIVE || (state != TradingState.KILLED && order.reducing);
        if (passes) {
            code = RiskControl.KILL_SWITCH;
            out.pass(TradingState.ACTIVE.code(), state.code());
            return;
        }
        final int place = latched == TradingState.ACTIVE ? Integer.numberOfTrailingZeros(causes) : LATCH;
        code = place == LATCH ? latchedBy : CAUSES[place];
        out.reject(limits[place], actuals[place]);
    }

    TradingState state() {
        return latched == TradingState.ACTIVE && causes != 0 ? TradingState.REDUCING : latched;
    }

    /** A person latches HALTED or KILLED; false when the state is as tight already. */
    boolean tighten(final TradingState to) {
        final RiskControl by = to == TradingState.KILLED ? RiskControl.KILL_SWITCH : RiskControl.TRADING_STATE;
        return tighten(to, by, TradingState.ACTIVE.code(), to.code());
    }

    /** Latches HALTED or KILLED; false when the state is as tight already. */
    boolean tighten(final TradingState to, final RiskControl by, final double limit, final double actual) {
        if (to.code() <= latched.code()) {
            return false;
        }
        latched = to;
        latchedBy = by;
        limits[LATCH] = limit;
        actuals[LATCH] = actual;
        return true;
    }

    /** False when this cause has been noted. */
    boolean addCause(final RiskControl cause, final double limit, final double actual) {
        final int place = place(cause);
        if ((causes & 1 << place) != 0) {
            return false;
        }
        causes |= 1 << place;
        limits[place] = limit;
        actuals[place] = actual;
        return true;
    }

    /** False when this cause was not there. */
    boolean removeCause(final RiskControl cause) {
        final int before = causes;
        causes &= ~(1 << place(cause));
        return causes != before;
    }

    boolean resume() {
        final boolean changes = state() != TradingState.ACTIVE;
        latched = TradingState.ACTIVE;
        causes = 0;
        return changes;
    }

    /** Figures of what stands only: the others decide nothing. */
    @Override
    public void writeState(final StateSink sink) {
        sink.putLong(latched.code());
        sink.putLong(causes);
        for (int i = 0; i < CAUSES.length; i++) {
            if ((causes & 1 << i) != 0) {
                sink.putDouble(limits[i]);
                sink.putDouble(actuals[i]);
            }
        }
        if (latched != TradingState.ACTIVE) {
            sink.putLong(latchedBy.value());
            sink.putDouble(limits[LATCH]);
            sink.putDouble(actuals[LATCH]);
        }
    }

    @Override
    public void readState(final StateSource source) {
        latched = TradingState.values()[source.getIndex("KillSwitch.latched", TradingState.values().length)];
        causes = source.getFlags("KillSwitch.causes", (1 << CAUSES.length) - 1);
        for (int i = 0; i < CAUSES.length; i++) {
            if ((causes & 1 << i) != 0) {
                limits[i] = source.getDouble();
                actuals[i] = source.getDouble();
            }
        }
        if (latched != TradingState.ACTIVE) {
            latchedBy = control(source.getLong());
            limits[LATCH] = source.getDouble();
            actuals[LATCH] = source.getDouble();
        }
    }

    private static RiskControl control(final long value) {
        for (final RiskControl control : RiskControl.values()) {
            if (control.value() == value && control != RiskControl.NULL_VAL) {
                return control;
            }
        }
        throw StateSource.refused("KillSwitch.latchedBy", value, "the code of a risk control");
    }

    private static int place(final RiskControl cause) {
        int i = 0;
        while (CAUSES[i] != cause) {
            i++;
        }
        return i;
    }
}
