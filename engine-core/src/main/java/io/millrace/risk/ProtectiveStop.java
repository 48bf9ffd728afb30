package io.millrace.risk;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.codec.RiskAction;
import io.millrace.event.codec.RiskControl;
import io.millrace.event.codec.Side;
import io.millrace.intent.OrderIntent;
import java.util.Arrays;

/**
 * Entries of strategies that must protect what they hold: one without its own stop is refused while the position it
 * adds to has been without one for longer than is allowed, and always where nothing is allowed.
 *
 * <p>A position that stays unprotected pauses its strategy until a person resumes, and is closed. Limit and actual in
 * seconds; an entry that never had a stop has NaN. Whether a position is protected changes with orders only, so it is
 * looked at after fills and answers, and as long as something is missing.
 */
final class ProtectiveStop implements Control, Watch {
    private static final long PROTECTED = Long.MIN_VALUE;
    private static final double NANOS = 1e9;

    private final long withinNs;
    private final int instruments;
    private final boolean[] required;

    /** By strategy and instrument: since when the position has been without a stop. */
    private final long[] bareSinceNs;

    private boolean changed = true;

    /** What is to be closed is closed within the step, so it is no state. */
    private final boolean[] exits;

    private boolean exitsAny;

    ProtectiveStop(final RiskLimits limits, final int strategyCount, final int instruments) {
        this.withinNs = limits.guards().stops().withinNs();
        this.instruments = instruments;
        required = new boolean[strategyCount];
        for (int i = 0; i < strategyCount; i++) {
            required[i] = limits.guards().stops().required()
                    || limits.strategy(i).conduct().stopRequired();
        }
        bareSinceNs = new long[Math.multiplyExact(strategyCount, instruments)];
        exits = new boolean[bareSinceNs.length];
        Arrays.fill(bareSinceNs, PROTECTED);
    }

    @Override
    public RiskControl code() {
        return RiskControl.PROTECTIVE_STOP;
    }

    @Override
    public boolean bindsReducing() {
        return false;
    }

    @Override
    public void check(final Candidate order, final RiskView view, final Verdict out) {
        if (!required[order.intent.strategy] || order.hasStop(view)) {
            out.pass(withinNs / NANOS, 0);
            return;
        }
        final long since = bareSinceNs[place(order.intent.strategy, order.intent.instrument)];
        final long bareNs = since == PROTECTED ? 0 : Saturating.subtract(view.nowNs(), since);
        final boolean bare = withinNs == 0 || bareNs > withinNs;
        out.set(
                bare ? RiskAction.REJECT : RiskAction.PASS,
                withinNs / NANOS,
                since == PROTECTED ? Double.NaN : bareNs / NANOS);
    }

    @Override
    public void onApproved(final OrderIntent intent, final long nowNs) {
        changed = true;
    }

    @Override
    public void onFill(
            final long orderId,
            final int strategy,
            final int instrument,
            final Side side,
            final long value,
            final RiskView view,
            final RiskBoard board) {
        changed = true;
        if (required[strategy]) {
            look(strategy, instrument, view);
        }
    }

    @Override
    public void onAnswer(final long orderId, final RiskView view) {
        changed = true;
    }

    @Override
    public void onMark(final RiskView view, final RiskBoard board) {
        if (!changed) {
            return;
        }
        changed = false;
        for (int strategy = 0; strategy < required.length; strategy++) {
            for (int instrument = 0; instrument < instruments && required[strategy]; instrument++) {
                if (look(strategy, instrument, view)) {
                    changed = true;
                    act(strategy, instrument, view, board);
                }
            }
        }
    }

    /** Whether some position is to be closed, since the last call. */
    boolean takeExits() {
        final boolean any = exitsAny;
        exitsAny = false;
        return any;
    }

    boolean takeExit(final int strategy, final int instrument) {
        final int place = place(strategy, instrument);
        final boolean wanted = exits[place];
        exits[place] = false;
        return wanted;
    }

    @Override
    public void onResume() {
        Arrays.fill(bareSinceNs, PROTECTED);
        changed = true;
    }

    @Override
    public void writeState(final StateSink sink) {
        sink.putLong(changed ? 1 : 0);
        for (final long since : bareSinceNs) {
            sink.putLong(since);
        }
    }

    @Override
    public void readState(final StateSource source) {
        changed = source.getBoolean("ProtectiveStop.changed");
        for (int i = 0; i < bareSinceNs.length; i++) {
            bareSinceNs[i] = source.getLong();
        }
    }

    /** True while something of the position is without a stop. */
    private boolean look(final int strategy, final int instrument, final RiskView view) {
        final int place = place(strategy, instrument);
        if (view.position(strategy, instrument) == 0 || view.unprotected(strategy, instrument) == 0) {
            bareSinceNs[place] = PROTECTED;
            return false;
        }
        if (bareSinceNs[place] == PROTECTED) {
            bareSinceNs[place] = view.nowNs();
        }
        return true;
    }

    private void act(final int strategy, final int instrument, final RiskView view, final RiskBoard board) {
        final long bareNs = Saturating.subtract(view.nowNs(), bareSinceNs[place(strategy, instrument)]);
        if (bareNs > withinNs) {
            board.pause(strategy, code(), StrategyPause.FOR_GOOD, withinNs / NANOS, bareNs / NANOS);
            exits[place(strategy, instrument)] = true;
            exitsAny = true;
        }
    }

    private int place(final int strategy, final int instrument) {
        return strategy * instruments + instrument;
    }
}
