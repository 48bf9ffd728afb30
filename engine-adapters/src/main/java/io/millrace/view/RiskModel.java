package io.millrace.view;

import io.millrace.engine.EngineConfig;
import io.millrace.event.Absent;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;
import io.millrace.event.codec.AlertDecoder;
import io.millrace.event.codec.RiskAction;
import io.millrace.event.codec.RiskControl;
import io.millrace.event.codec.RiskDecisionDecoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What risk controls decided, alerts, and what stands because of them. Owned by the replica's lock. */
final class RiskModel implements Stateful {
    private static final int KEPT = 500;
    private static final int MOST_SEVERITIES = 256;
    private static final int PASSED = 0;
    private static final int REJECTED = 1;
    private static final int SCALED = 2;
    private static final int ACTED = 3;

    private final Names names;
    private final Map<RiskControl, long[]> counts = new TreeMap<>();
    private final Map<RiskControl, double[]> newest = new TreeMap<>();
    private final Recent<DecisionLine> decisions = new Recent<>(KEPT);
    private final Recent<AlertLine> alerts = new Recent<>(KEPT);
    private final Map<String, Long> alertCounts = new HashMap<>();
    private final RiskStanding standing;

    RiskModel(Names names, EngineConfig config) {
        this.names = names;
        standing = new RiskStanding(config);
    }

    void onDecision(long step, long timeNs, RiskDecisionDecoder decision) {
        boolean byItself = decision.orderId() <= 0;
        RiskAction action = decision.action();
        long[] count = counts.computeIfAbsent(decision.control(), control -> new long[ACTED + 1]);
        count[kind(byItself, action)]++;
        newest.put(decision.control(), new double[] {decision.limitValue(), decision.actual()});
        standing.onDecision(decision, timeNs);
        if (byItself || action != RiskAction.PASS) {
            decisions.add(new DecisionLine(
                    step,
                    timeNs,
                    names.strategy(decision.strategy()),
                    names.symbol(decision.instrument()),
                    decision.control().name(),
                    action.name(),
                    decision.limitValue(),
                    decision.actual(),
                    decision.orderId()));
        }
    }

    void onAlert(long step, long timeNs, AlertDecoder alert) {
        standing.onAlert(alert.code(), alert.strategy());
        alertCounts.merge(alert.severity().name(), 1L, Long::sum);
        alerts.add(new AlertLine(
                step,
                timeNs,
                alert.code().name(),
                alert.severity().name(),
                names.strategy(alert.strategy()),
                names.symbol(alert.instrument()),
                alert.value()));
    }

    RiskStanding.View standing() {
        return standing.view();
    }

    /** Also one that failed: it enters nothing either. */
    boolean isPaused(int strategy, long timeNs) {
        return standing.view().failed().contains(strategy)
                || standing.view().pausesAt(timeNs).stream()
                        .anyMatch(pause -> pause.strategy() == strategy || pause.strategy() == Absent.STRATEGY);
    }

    RiskFigures figures() {
        List<ControlCount> controls = new ArrayList<>();
        counts.forEach((control, count) -> controls.add(new ControlCount(
                control.name(),
                count[PASSED],
                count[REJECTED],
                count[SCALED],
                count[ACTED],
                newest.get(control)[0],
                newest.get(control)[1])));
        return new RiskFigures(standing.view(), controls, decisions.list(), alerts.list(), alertCounts);
    }

    private static int kind(boolean byItself, RiskAction action) {
        if (byItself) {
            return ACTED;
        }
        return switch (action) {
            case PASS -> PASSED;
            case SCALE, REDUCE -> SCALED;
            default -> REJECTED;
        };
    }

    @Override
    public void writeState(StateSink sink) {
        sink.putLong(counts.size());
        counts.forEach((control, count) -> {
            sink.putLong(control.ordinal());
            for (long one : count) {
                sink.putLong(one);
            }
            sink.putDouble(newest.get(control)[0]);
            sink.putDouble(newest.get(control)[1]);
        });
        decisions.writeState(sink, DecisionLine::write);
        alerts.writeState(sink, AlertLine::write);
        sink.putLong(alertCounts.size());
        alertCounts.forEach((severity, count) -> {
            SavedText.put(sink, severity);
            sink.putLong(count);
        });
        standing.writeState(sink);
    }

    @Override
    public void readState(StateSource source) {
        RiskControl[] all = RiskControl.values();
        for (int left = source.getCount("RiskModel.counts", all.length); left > 0; left--) {
            RiskControl control = all[source.getIndex("RiskModel.control", all.length)];
            long[] count = new long[ACTED + 1];
            for (int i = 0; i < count.length; i++) {
                count[i] = source.getLong();
            }
            counts.put(control, count);
            newest.put(control, new double[] {source.getDouble(), source.getDouble()});
        }
        decisions.readState(source, DecisionLine::read);
        alerts.readState(source, AlertLine::read);
        for (int left = source.getCount("RiskModel.alertCounts", MOST_SEVERITIES); left > 0; left--) {
            String severity = SavedText.get(source, "RiskModel.severity");
            alertCounts.put(severity, source.getLong());
        }
        standing.readState(source);
    }
}
