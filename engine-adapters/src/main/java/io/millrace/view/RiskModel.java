package io.millrace.view;

import io.millrace.event.Absent;
import io.millrace.event.codec.AlertCode;
import io.millrace.event.codec.AlertDecoder;
import io.millrace.event.codec.RiskAction;
import io.millrace.event.codec.RiskControl;
import io.millrace.event.codec.RiskDecisionDecoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What risk controls decided, alerts, the kill switch and pauses. Owned by the replica's lock. */
final class RiskModel {
    private static final int KEPT = 500;
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
    /** Which controls hold which strategy; {@link Absent#STRATEGY} is all of them. */
    private final Map<Integer, Set<RiskControl>> pauses = new HashMap<>();

    private boolean killed;

    RiskModel(Names names) {
        this.names = names;
    }

    void onDecision(long step, long timeNs, RiskDecisionDecoder decision) {
        boolean byItself = decision.orderId() <= 0;
        RiskAction action = decision.action();
        long[] count = counts.computeIfAbsent(decision.control(), control -> new long[ACTED + 1]);
        count[kind(byItself, action)]++;
        newest.put(decision.control(), new double[] {decision.limitValue(), decision.actual()});
        if (byItself) {
            onOwnAction(decision.strategy(), decision.control(), action);
        }
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
        killed = alert.code() == AlertCode.KILLED || (killed && alert.code() != AlertCode.RESUMED);
        if (alert.code() == AlertCode.RESUMED) {
            pauses.clear();
        }
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

    boolean killed() {
        return killed;
    }

    boolean isPaused(int strategy) {
        return pauses.containsKey(strategy) || pauses.containsKey(Absent.STRATEGY);
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
        return new RiskFigures(killed, controls, decisions.list(), alerts.list(), alertCounts);
    }

    private void onOwnAction(int strategy, RiskControl control, RiskAction action) {
        if (action == RiskAction.PAUSE || action == RiskAction.FLATTEN) {
            pauses.computeIfAbsent(strategy, key -> new HashSet<>()).add(control);
        } else if (action == RiskAction.PASS) {
            pauses.computeIfPresent(strategy, (key, holding) -> {
                holding.remove(control);
                return holding.isEmpty() ? null : holding;
            });
        }
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
}
