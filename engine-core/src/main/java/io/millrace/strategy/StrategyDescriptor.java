package io.millrace.strategy;

import java.util.List;

/**
 * What the command line, the optimiser, the dashboard and the documentation know of a strategy.
 *
 * @param name how it is called, lower case with dashes
 * @param summary one sentence
 * @param defaultTimeframe for example {@code 1h}
 * @param parameters in the order they are listed
 * @param reasons what a signal's reason number means
 */
public record StrategyDescriptor(
        String name, String summary, String defaultTimeframe, List<ParameterSpec> parameters, List<String> reasons) {
    public StrategyDescriptor {
        parameters = List.copyOf(parameters);
        reasons = List.copyOf(reasons);
    }
}
