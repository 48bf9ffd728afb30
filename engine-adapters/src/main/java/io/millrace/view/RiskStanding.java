package io.millrace.view;

import io.millrace.engine.EngineConfig;
import io.millrace.event.Absent;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;
import io.millrace.event.codec.AlertCode;
import io.millrace.event.codec.RiskControl;
import io.millrace.event.codec.RiskDecisionDecoder;
import io.millrace.risk.StreakLimits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;

/**
 * A read model: what risk has stopped, as the journal tells it, until it takes it back or a person resumes; and which
 * strategies threw something, which nobody takes back. Written by the route stage; a view is immutable, and is read by
 * any thread after the state's step counter.
 */
public final class RiskStanding implements Stateful {
    /** End of a pause that lasts until a person resumes or the control takes it back; engine time. */
    public static final long FOR_GOOD = Long.MAX_VALUE;

    private static final String ACTIVE = "ACTIVE";
    private static final long NO_CONTROL = -1;

    /** At most so many controls stand against a strategy or the account. */
    private static final int MOST = RiskControl.values().length;

    /** The third pause for refusals lasts; see the control. */
    private static final int LAST_STORM = 3;

    private final EngineConfig config;
    private final int[] storms;
    private View view = new View(false, null, List.of(), List.of(), List.of());

    public RiskStanding(EngineConfig config) {
        this.config = config;
        this.storms = new int[config.strategies().size()];
    }

    /**
     * A strategy that may not enter.
     *
     * @param untilNs engine time, {@link #FOR_GOOD} until a person resumes or the control takes it back
     */
    public record Pause(int strategy, RiskControl control, long untilNs) {}

    /**
     * What stands at one moment.
     *
     * @param haltedBy the control that closed everything, the kill switch for a person; null when none did
     * @param reducedBy controls that let nothing but exits pass, the kill switch for a person
     * @param failed strategies that threw something: they decide nothing any more, also after a resume or a restart on
     *     the same journal
     */
    public record View(
            boolean killed,
            RiskControl haltedBy,
            List<RiskControl> reducedBy,
            List<Pause> pauses,
            List<Integer> failed) {
        /** ACTIVE, REDUCING, HALTED or KILLED. */
        public String trading() {
            if (killed) {
                return "KILLED";
            }
            return haltedBy != null ? "HALTED" : reducedBy.isEmpty() ? ACTIVE : "REDUCING";
        }

        public boolean isActive() {
            return trading().equals(ACTIVE);
        }

        /** Nothing but a person makes it trade again. */
        public boolean isStopped() {
            return killed || haltedBy != null;
        }

        /** What is behind a kill, a halt or a reduction: a control's name, or the command that a person gave. */
        public List<String> causes() {
            Set<String> causes = new LinkedHashSet<>();
            if (killed) {
                causes.add(RiskControl.KILL_SWITCH.name());
            }
            if (haltedBy != null) {
                causes.add(cause(haltedBy, "the command halt"));
            }
            reducedBy.forEach(control -> causes.add(cause(control, "the command reduce")));
            return List.copyOf(causes);
        }

        private static String cause(RiskControl control, String command) {
            return control == RiskControl.KILL_SWITCH ? command : control.name();
        }

        /** Pauses that are not over at a time. */
        public List<Pause> pausesAt(long nowNs) {
            return pauses.stream().filter(pause -> nowNs < pause.untilNs).toList();
        }

        private static String name(RiskControl control) {
            return control == RiskControl.KILL_SWITCH ? "a person" : control.name();
        }

        /** What to say of it behind a sentence; empty when there is nothing. */
        public String describe(EngineConfig config, long nowNs) {
            StringBuilder text = new StringBuilder();
            if (killed) {
                text.append("; the kill switch is set and stays set until the command resume");
            }
            if (haltedBy != null) {
                text.append("; trading is halted by " + name(haltedBy) + " until the command resume");
            }
            if (!reducedBy.isEmpty()) {
                text.append("; only exits pass: ")
                        .append(reducedBy.stream().map(View::name).toList());
            }
            StringJoiner paused = new StringJoiner(", ", "; paused: ", "").setEmptyValue("");
            for (Pause pause : pausesAt(nowNs)) {
                paused.add(config.strategies().get(pause.strategy).name() + " by " + pause.control);
            }
            StringJoiner out = new StringJoiner(", ", "; failed and out of service: ", "").setEmptyValue("");
            for (int strategy : failed) {
                out.add(config.strategies().get(strategy).name());
            }
            return text.append(paused).append(out).toString();
        }
    }

    public View view() {
        return view;
    }

    /** @param strategy whom it is about; absent for the account */
    public void onAlert(AlertCode code, int strategy) {
        switch (code) {
            case KILLED -> view = new View(true, view.haltedBy, view.reducedBy, view.pauses, view.failed);
            case HALTED -> halt(view.haltedBy == null ? RiskControl.KILL_SWITCH : view.haltedBy);
            case REDUCED -> {
                if (view.reducedBy.isEmpty()) {
                    reduce(RiskControl.KILL_SWITCH, true);
                }
            }
            case RESUMED -> {
                Arrays.fill(storms, 0);
                view = new View(false, null, List.of(), List.of(), view.failed);
            }
            case STRATEGY_FAILED -> {
                List<Integer> failed = new ArrayList<>(view.failed);
                failed.add(strategy);
                view = new View(view.killed, view.haltedBy, view.reducedBy, view.pauses, List.copyOf(failed));
            }
            default -> {
                // Of no consequence for what may trade.
            }
        }
    }

    /** Decisions about orders say nothing here. */
    public void onDecision(RiskDecisionDecoder decision, long nowNs) {
        if (decision.orderId() != Absent.FIXED) {
            return;
        }
        int strategy = decision.strategy();
        RiskControl control = decision.control();
        switch (decision.action()) {
            case FLATTEN, HALT -> halt(control);
            case REDUCE -> reduce(control, true);
            case PAUSE -> pause(strategy, control, new Pause(strategy, control, untilNs(decision, nowNs)));
            case PASS -> {
                if (strategy == Absent.STRATEGY) {
                    reduce(control, false);
                } else {
                    pause(strategy, control, null);
                }
            }
            default -> {
                // Scaled entries still trade.
            }
        }
    }

    @Override
    public void writeState(StateSink sink) {
        for (int storm : storms) {
            sink.putLong(storm);
        }
        sink.putLong(view.killed ? 1 : 0);
        sink.putLong(view.haltedBy == null ? NO_CONTROL : view.haltedBy.value());
        sink.putLong(view.reducedBy.size());
        for (RiskControl control : view.reducedBy) {
            sink.putLong(control.value());
        }
        sink.putLong(view.pauses.size());
        for (Pause pause : view.pauses) {
            sink.putLong(pause.strategy);
            sink.putLong(pause.control.value());
            sink.putLong(pause.untilNs);
        }
        sink.putLong(view.failed.size());
        for (int strategy : view.failed) {
            sink.putLong(strategy);
        }
    }

    @Override
    public void readState(StateSource source) {
        for (int i = 0; i < storms.length; i++) {
            storms[i] = source.getInt("RiskStanding.storms");
        }
        boolean killed = source.getBoolean("RiskStanding.killed");
        long halt = source.getLong();
        List<RiskControl> reductions = new ArrayList<>();
        for (int left = source.getCount("RiskStanding.reducedBy", MOST); left > 0; left--) {
            reductions.add(control(source.getLong()));
        }
        List<Pause> pauses = new ArrayList<>();
        for (int left = source.getCount("RiskStanding.pauses", MOST * storms.length); left > 0; left--) {
            int strategy = source.getIndex("RiskStanding.strategy", storms.length);
            pauses.add(new Pause(strategy, control(source.getLong()), source.getLong()));
        }
        List<Integer> failed = new ArrayList<>();
        for (int left = source.getCount("RiskStanding.failed", storms.length); left > 0; left--) {
            failed.add(source.getIndex("RiskStanding.failed", storms.length));
        }
        view = new View(
                killed,
                halt == NO_CONTROL ? null : control(halt),
                List.copyOf(reductions),
                List.copyOf(pauses),
                List.copyOf(failed));
    }

    private static RiskControl control(long code) {
        for (RiskControl control : RiskControl.values()) {
            if (control.value() == code) {
                return control;
            }
        }
        throw StateSource.refused("RiskStanding.control", code, "the code of a risk control");
    }

    private void halt(RiskControl control) {
        view = new View(view.killed, control, view.reducedBy, view.pauses, view.failed);
    }

    private void reduce(RiskControl control, boolean begins) {
        List<RiskControl> causes = new ArrayList<>(view.reducedBy);
        causes.remove(control);
        if (begins) {
            causes.add(control);
        }
        view = new View(view.killed, view.haltedBy, List.copyOf(causes), view.pauses, view.failed);
    }

    private void pause(int strategy, RiskControl control, Pause begins) {
        List<Pause> pauses = new ArrayList<>(view.pauses);
        pauses.removeIf(pause -> pause.strategy == strategy && pause.control == control);
        if (begins != null) {
            pauses.add(begins);
        }
        view = new View(view.killed, view.haltedBy, view.reducedBy, List.copyOf(pauses), view.failed);
    }

    /** The message does not say how long: the limits do. */
    private long untilNs(RiskDecisionDecoder decision, long nowNs) {
        int strategy = decision.strategy();
        if (decision.control() == RiskControl.CONSECUTIVE_LOSSES) {
            StreakLimits streak = config.risk().strategy(strategy).streak();
            return decision.actual() >= streak.lossesToStop() ? FOR_GOOD : nowNs + streak.coolDownNs();
        }
        if (decision.control() == RiskControl.REJECT_STORM) {
            boolean last = ++storms[strategy] >= LAST_STORM;
            return last
                    ? FOR_GOOD
                    : nowNs + config.risk().strategy(strategy).conduct().rejectPauseNs();
        }
        return FOR_GOOD;
    }
}
