package io.millrace.daemon;

import io.millrace.event.codec.RiskControl;
import io.millrace.view.RiskStanding;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Says at once when trading is reduced, halted or active again, by whom and with which figures. A control that reduces
 * and takes it back again and again is said once a minute each way; a halt always. That the kill switch is set is said
 * by who sets it. Main thread.
 */
final class StandingWatch {
    private static final long PAUSE_NS = TimeUnit.MINUTES.toNanos(1);
    private static final String ENTRIES = ": working entries are cancelled, only exits leave until ";

    private final RunState state;
    private final Consumer<String> say;
    private final Set<RiskControl> reduced = EnumSet.noneOf(RiskControl.class);
    private final Map<String, Long> toldAtNs = new HashMap<>();
    private RiskStanding.View seen;
    private boolean stopped;
    private boolean halted;
    private boolean waits;

    /** What stands now counts as told: the words about the recovery have it. */
    StandingWatch(RunState state, Consumer<String> say) {
        this.state = state;
        this.say = say;
        seen = state.standing();
        stopped = seen.isStopped();
        halted = seen.haltedBy() != null;
        seen.reducedBy().forEach(cause -> reduced.add(cause.control()));
    }

    /** Looks; costs little. */
    void round(long nowNs) {
        RiskStanding.View now = state.standing();
        if (now.equals(seen) && !waits) {
            return;
        }
        seen = now;
        waits = false;
        if (now.isStopped()) {
            onStop(now);
        } else if (stopped) {
            stopped = false;
            halted = false;
            reduced.clear();
            now.reducedBy().forEach(cause -> reduced.add(cause.control()));
            say.accept("resumed: " + standing(now));
        } else {
            onReductions(now, nowNs);
        }
    }

    private void onStop(RiskStanding.View now) {
        RiskStanding.Cause by = now.haltedBy();
        boolean isNew = by != null && !halted && !now.killed();
        stopped = true;
        halted = by != null;
        if (isNew) {
            String done = by.closes() ? ": all orders are cancelled, all positions closed, no entries until " : ENTRIES;
            say.accept("HALTED by " + who(by) + done + "the command resume");
        }
    }

    private void onReductions(RiskStanding.View now, long nowNs) {
        Set<RiskControl> over = EnumSet.copyOf(reduced);
        for (RiskStanding.Cause cause : now.reducedBy()) {
            RiskControl control = cause.control();
            over.remove(control);
            if (!reduced.contains(control) && isDue(control + " begins", nowNs)) {
                reduced.add(control);
                say.accept("REDUCING by " + who(cause) + ENTRIES
                        + (cause.byPerson() ? "the command resume" : "it is over, or the command resume"));
            }
        }
        for (RiskControl control : over) {
            if (isDue(control + " ends", nowNs)) {
                reduced.remove(control);
                String who = control == RiskControl.TRADING_STATE ? "the command reduce" : control.name();
                say.accept(who + " no longer reduces: " + standing(now));
            }
        }
    }

    /** False when it was said less than a minute ago: it is looked at again. */
    private boolean isDue(String what, long nowNs) {
        Long before = toldAtNs.get(what);
        if (before != null && nowNs - before < PAUSE_NS) {
            waits = true;
            return false;
        }
        toldAtNs.put(what, nowNs);
        return true;
    }

    private static String who(RiskStanding.Cause cause) {
        return cause.byPerson() ? "a command" : cause.text();
    }

    private static String standing(RiskStanding.View now) {
        return "trading is " + now.trading() + (now.isActive() ? " again" : " by " + String.join(", ", now.causes()));
    }
}
