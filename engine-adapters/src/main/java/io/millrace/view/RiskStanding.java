package io.millrace.view;

import io.millrace.engine.EngineConfig;
import io.millrace.event.Absent;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;
import io.millrace.event.codec.AlertCode;
import io.millrace.event.codec.RiskAction;
import io.millrace.event.codec.RiskControl;
import io.millrace.event.codec.RiskDecisionDecoder;
import io.millrace.risk.StreakLimits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
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
    private static final RiskControl PERSON = RiskControl.TRADING_STATE;
    private static final int DECIMALS_BELOW = 10;

    /** At most so many controls stand against a strategy or the account. */
    private static final int MOST = RiskControl.values().length;

    /** The third pause for refusals lasts; see the control. */
    private static final int LAST_STORM = 3;

    private final EngineConfig config;
    private final int[] storms;
    private View view = new View(false, null, List.of(), List.of(), List.of(), List.of());

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
     * Who closed the door to entries, with the figures of that moment.
     *
     * @param control TRADING_STATE for a person
     * @param closes whether it closes the positions, too
     * @param limit in the control's unit; of no meaning for a person, as the actual is
     */
    public record Cause(RiskControl control, boolean closes, double limit, double actual) {
        public boolean byPerson() {
            return control == PERSON;
        }

        /** Such as {@code DAILY_LOSS: 0.0210 of 0.0200}. */
        public String text() {
            return control + ": " + number(actual) + " of " + number(limit);
        }

        private static String number(double value) {
            return String.format(Locale.ROOT, Math.abs(value) < DECIMALS_BELOW ? "%.4f" : "%,.2f", value);
        }
    }

    /**
     * What stands at one moment.
     *
     * @param haltedBy who halted; null when nobody did
     * @param reducedBy who lets nothing but exits pass
     * @param failed strategies that threw something: they decide nothing any more, also after a resume or a restart on
     *     the same journal
     * @param acknowledged those of them of which a person has said to have seen it
     */
    public record View(
            boolean killed,
            Cause haltedBy,
            List<Cause> reducedBy,
            List<Pause> pauses,
            List<Integer> failed,
            List<Integer> acknowledged) {
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
            reducedBy.forEach(each -> causes.add(cause(each, "the command reduce")));
            return List.copyOf(causes);
        }

        private static String cause(Cause cause, String command) {
            return cause.byPerson() ? command : cause.control.name();
        }

        /** Pauses that are not over at a time. */
        public List<Pause> pausesAt(long nowNs) {
            return pauses.stream().filter(pause -> nowNs < pause.untilNs).toList();
        }

        private static String name(Cause cause) {
            return cause(cause, "a person");
        }

        /**
         * What to say of it behind a sentence; empty when there is nothing.
         *
         * @param killStays until when the kill switch stays set
         */
        public String describe(EngineConfig config, long nowNs, String killStays) {
            StringBuilder text = new StringBuilder();
            if (killed) {
                text.append("; the kill switch is set ").append(killStays);
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
                out.add(config.strategies().get(strategy).name()
                        + (acknowledged.contains(strategy) ? " (acknowledged)" : ""));
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
            case KILLED -> view = with(true, view.haltedBy, view.reducedBy, view.pauses);
            case HALTED -> {
                if (view.haltedBy == null) {
                    halt(person());
                }
            }
            case REDUCED -> {
                if (view.reducedBy.stream().noneMatch(Cause::byPerson)) {
                    reduce(PERSON, person());
                }
            }
            case RESUMED -> {
                Arrays.fill(storms, 0);
                view = with(false, null, List.of(), List.of());
            }
            case STRATEGY_FAILED -> fail(strategy);
            case STRATEGY_ACKNOWLEDGED -> acknowledge(strategy);
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
            case FLATTEN, HALT -> halt(cause(decision));
            case REDUCE -> reduce(control, cause(decision));
            case PAUSE -> pause(strategy, control, new Pause(strategy, control, untilNs(decision, nowNs)));
            case PASS -> {
                if (strategy == Absent.STRATEGY) {
                    reduce(control, null);
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
        sink.putLong(view.haltedBy == null ? 0 : 1);
        if (view.haltedBy != null) {
            write(view.haltedBy, sink);
        }
        sink.putLong(view.reducedBy.size());
        view.reducedBy.forEach(cause -> write(cause, sink));
        sink.putLong(view.pauses.size());
        for (Pause pause : view.pauses) {
            sink.putLong(pause.strategy);
            sink.putLong(pause.control.value());
            sink.putLong(pause.untilNs);
        }
        write(view.failed, sink);
        write(view.acknowledged, sink);
    }

    @Override
    public void readState(StateSource source) {
        for (int i = 0; i < storms.length; i++) {
            storms[i] = source.getInt("RiskStanding.storms");
        }
        boolean killed = source.getBoolean("RiskStanding.killed");
        Cause halt = source.getBoolean("RiskStanding.halted") ? cause(source) : null;
        List<Cause> reductions = new ArrayList<>();
        for (int left = source.getCount("RiskStanding.reducedBy", MOST); left > 0; left--) {
            reductions.add(cause(source));
        }
        List<Pause> pauses = new ArrayList<>();
        for (int left = source.getCount("RiskStanding.pauses", MOST * storms.length); left > 0; left--) {
            int strategy = source.getIndex("RiskStanding.strategy", storms.length);
            pauses.add(new Pause(strategy, control(source.getLong()), source.getLong()));
        }
        List<Integer> failed = sleeves(source, "RiskStanding.failed");
        List<Integer> acknowledged = sleeves(source, "RiskStanding.acknowledged");
        view = new View(killed, halt, List.copyOf(reductions), List.copyOf(pauses), failed, acknowledged);
    }

    private static void write(List<Integer> sleeves, StateSink sink) {
        sink.putLong(sleeves.size());
        for (int sleeve : sleeves) {
            sink.putLong(sleeve);
        }
    }

    private List<Integer> sleeves(StateSource source, String field) {
        List<Integer> sleeves = new ArrayList<>();
        for (int left = source.getCount(field, storms.length); left > 0; left--) {
            sleeves.add(source.getIndex(field, storms.length));
        }
        return List.copyOf(sleeves);
    }

    private static void write(Cause cause, StateSink sink) {
        sink.putLong(cause.control.value());
        sink.putLong(cause.closes ? 1 : 0);
        sink.putDouble(cause.limit);
        sink.putDouble(cause.actual);
    }

    private static Cause cause(StateSource source) {
        RiskControl control = control(source.getLong());
        return new Cause(control, source.getBoolean("RiskStanding.closes"), source.getDouble(), source.getDouble());
    }

    private static Cause cause(RiskDecisionDecoder decision) {
        boolean closes = decision.action() == RiskAction.FLATTEN;
        return new Cause(decision.control(), closes, decision.limitValue(), decision.actual());
    }

    private static Cause person() {
        return new Cause(PERSON, false, Double.NaN, Double.NaN);
    }

    private static RiskControl control(long code) {
        for (RiskControl control : RiskControl.values()) {
            if (control.value() == code) {
                return control;
            }
        }
        throw StateSource.refused("RiskStanding.control", code, "the code of a risk control");
    }

    private void halt(Cause cause) {
        view = with(view.killed, cause, view.reducedBy, view.pauses);
    }

    /** @param begins null when it is over */
    private void reduce(RiskControl control, Cause begins) {
        List<Cause> causes = new ArrayList<>(view.reducedBy);
        causes.removeIf(each -> each.control == control);
        if (begins != null) {
            causes.add(begins);
        }
        view = with(view.killed, view.haltedBy, List.copyOf(causes), view.pauses);
    }

    private View with(boolean killed, Cause haltedBy, List<Cause> reducedBy, List<Pause> pauses) {
        return new View(killed, haltedBy, reducedBy, pauses, view.failed, view.acknowledged);
    }

    private void fail(int strategy) {
        List<Integer> failed = new ArrayList<>(view.failed);
        failed.add(strategy);
        view = new View(
                view.killed, view.haltedBy, view.reducedBy, view.pauses, List.copyOf(failed), view.acknowledged);
    }

    private void acknowledge(int strategy) {
        if (!view.failed.contains(strategy) || view.acknowledged.contains(strategy)) {
            return;
        }
        List<Integer> seen = new ArrayList<>(view.acknowledged);
        seen.add(strategy);
        view = new View(view.killed, view.haltedBy, view.reducedBy, view.pauses, view.failed, List.copyOf(seen));
    }

    private void pause(int strategy, RiskControl control, Pause begins) {
        List<Pause> pauses = new ArrayList<>(view.pauses);
        pauses.removeIf(pause -> pause.strategy == strategy && pause.control == control);
        if (begins != null) {
            pauses.add(begins);
        }
        view = with(view.killed, view.haltedBy, view.reducedBy, List.copyOf(pauses));
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
