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
 * @param universe how many instruments an instance trades
 * @param series named series it reads where they are configured; {@code *} stands for the instrument's symbol
 */
public record StrategyDescriptor(
        String name,
        String summary,
        String defaultTimeframe,
        List<ParameterSpec> parameters,
        List<String> reasons,
        Universe universe,
        List<String> series) {
    public StrategyDescriptor {
        parameters = List.copyOf(parameters);
        reasons = List.copyOf(reasons);
        series = List.copyOf(series);
    }

    /** Of a strategy of one instrument that reads no series. */
    public StrategyDescriptor(
            final String name,
            final String summary,
            final String defaultTimeframe,
            final List<ParameterSpec> parameters,
            final List<String> reasons) {
        this(name, summary, defaultTimeframe, parameters, reasons, Universe.ONE, List.of());
    }
}
