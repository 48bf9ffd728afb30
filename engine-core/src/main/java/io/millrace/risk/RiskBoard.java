package io.millrace.risk;

import io.millrace.event.Absent;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;
import io.millrace.event.codec.RiskAction;
import io.millrace.event.codec.RiskControl;

/**
 * Where the watches put what they decide: the trading state, the pauses of strategies, and what the order desk has to
 * do about working orders and positions in this step. Every change is told to the listener, as a decision without an
 * order.
 */
final class RiskBoard implements Stateful {
    final KillSwitch killSwitch = new KillSwitch();
    final StrategyPause pauses;
    private final boolean[] cancels;
    private boolean cancelsAny;
    private boolean flatten;

    /** Set for the time of a call. */
    RiskListener out;

    RiskBoard(final int strategyCount) {
        pauses = new StrategyPause(strategyCount);
        cancels = new boolean[strategyCount];
    }

    /** Stops entries of a strategy, and takes its working ones back. A pause that lasts longer already stays as it is.
     * */
    void pause(
            final int strategy,
            final RiskControl control,
            final long untilNs,
            final double limit,
            final double actual) {
        if (pauses.pause(strategy, control, untilNs, limit, actual)) {
            cancelEntries(strategy);
            tell(strategy, control, RiskAction.PAUSE, limit, actual);
        }
    }

    /** Ends a pause of this cause. */
    void release(final int strategy, final RiskControl control, final double limit, final double actual) {
        if (pauses.release(strategy, control)) {
            tell(strategy, control, RiskAction.PASS, limit, actual);
        }
    }

    /** Stops entries of the account, and takes the working ones back, until the cause is gone. */
    void reduce(final RiskControl control, final double limit, final double actual) {
        if (killSwitch.addCause(control, limit, actual)) {
            for (int i = 0; i < cancels.length; i++) {
                cancelEntries(i);
            }
            tell(Absent.STRATEGY, control, RiskAction.REDUCE, limit, actual);
        }
    }

    /** The cause is gone. */
    void relax(final RiskControl control, final double limit, final double actual) {
        if (killSwitch.removeCause(control)) {
            tell(Absent.STRATEGY, control, RiskAction.PASS, limit, actual);
        }
    }

    /** Halts until a person resumes, and takes the working entries back; false when it is halted already. */
    boolean halt(final RiskControl control, final double limit, final double actual) {
        if (!killSwitch.tighten(TradingState.HALTED, control, limit, actual)) {
            return false;
        }
        for (int i = 0; i < cancels.length; i++) {
            cancelEntries(i);
        }
        tell(Absent.STRATEGY, control, RiskAction.HALT, limit, actual);
        return true;
    }

    /** Closes everything and halts until a person resumes. */
    void flattenAndHalt(final RiskControl control, final double limit, final double actual) {
        if (killSwitch.tighten(TradingState.HALTED, control, limit, actual)) {
            flatten = true;
            tell(Absent.STRATEGY, control, RiskAction.FLATTEN, limit, actual);
        }
    }

    void tell(
            final int strategy,
            final RiskControl control,
            final RiskAction action,
            final double limit,
            final double actual) {
        out.onDecision(Absent.FIXED, strategy, Absent.INSTRUMENT, control, action, limit, actual);
    }

    /** Whether entries of some strategy are to be cancelled, or everything flattened; since the last call. */
    boolean takeWork() {
        final boolean any = cancelsAny || flatten;
        cancelsAny = false;
        return any;
    }

    boolean takeCancel(final int strategy) {
        final boolean wanted = cancels[strategy];
        cancels[strategy] = false;
        return wanted;
    }

    boolean takeFlatten() {
        final boolean wanted = flatten;
        flatten = false;
        return wanted;
    }

    /** What is to be done is done within the step, so it is no state. */
    @Override
    public void writeState(final StateSink sink) {
        killSwitch.writeState(sink);
        pauses.writeState(sink);
        sink.putLong((cancelsAny ? 1 : 0) | (flatten ? 2 : 0));
        for (final boolean cancel : cancels) {
            sink.putLong(cancel ? 1 : 0);
        }
    }

    @Override
    public void readState(final StateSource source) {
        killSwitch.readState(source);
        pauses.readState(source);
        final int flags = source.getFlags("RiskBoard.flags", 3);
        cancelsAny = (flags & 1) != 0;
        flatten = (flags & 2) != 0;
        for (int i = 0; i < cancels.length; i++) {
            cancels[i] = source.getBoolean("RiskBoard.cancels");
        }
    }

    private void cancelEntries(final int strategy) {
        cancels[strategy] = true;
        cancelsAny = true;
    }
}
