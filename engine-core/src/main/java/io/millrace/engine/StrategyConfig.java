package io.millrace.engine;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One strategy instance: which model on which instruments, with how much money.
 *
 * @param name the model's name in the registry
 * @param symbols the instruments it trades
 * @param timeframeSeconds what completes its bars, {@link io.millrace.instrument.Timeframe#code}: seconds for time
 * @param capital cash of its sleeve at the start, at 1e-8
 * @param budget share of the account that its sleeve is brought back to, at 1e-8; 0 when it has money of its own
 * @param warmUpBars bars before its first decision
 * @param parameters given parameters as texts; the rest take their defaults
 */
public record StrategyConfig(
        String name,
        List<String> symbols,
        int timeframeSeconds,
        long capital,
        long budget,
        long warmUpBars,
        SortedMap<String, String> parameters) {
    public StrategyConfig {
        symbols = List.copyOf(symbols);
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    }
}
