package io.millrace.proof;

import java.util.List;

/**
 * How far an indicator that was started late is from one that saw everything.
 *
 * @param stream symbol and timeframe
 * @param indicator its specification
 * @param declaredBars bars after which it is declared not to depend on its start
 * @param declaredDifference largest difference after so many bars, as a fraction of the indicator's usual size; NaN
 *     when the data is too short to tell
 * @param startUps bars of other start-ups
 * @param differences largest difference after each of them
 */
public record WarmUpRow(
        String stream,
        String indicator,
        int declaredBars,
        double declaredDifference,
        List<Integer> startUps,
        List<Double> differences) {
    public WarmUpRow {
        startUps = List.copyOf(startUps);
        differences = List.copyOf(differences);
    }
}
