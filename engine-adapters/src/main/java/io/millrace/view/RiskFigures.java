package io.millrace.view;

import java.util.List;
import java.util.Map;

/**
 * What was refused, and why.
 *
 * @param standing what has stopped trading, in whole or in part
 * @param decisions the newest that were not plain passes, newest last
 * @param alerts the newest, newest last
 * @param alertCounts by severity, of the whole journal
 */
public record RiskFigures(
        RiskStanding.View standing,
        List<ControlCount> controls,
        List<DecisionLine> decisions,
        List<AlertLine> alerts,
        Map<String, Long> alertCounts) {
    public RiskFigures {
        controls = List.copyOf(controls);
        decisions = List.copyOf(decisions);
        alerts = List.copyOf(alerts);
        alertCounts = Map.copyOf(alertCounts);
    }
}
