package io.millrace.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What was run, in words. Symbols and parameters may come from files of others: they are treated as untrusted text.
 *
 * @param parameters name to value, shown in the given order: what holds for the whole run
 * @param models the strategies in the order of the configuration; empty when nothing is known of them
 */
public record RunHeader(
        String runId,
        String title,
        List<String> strategies,
        Map<String, String> parameters,
        List<String> symbols,
        String timeframe,
        List<ModelHeader> models) {

    /** Of a run of which the parts are not told. */
    public RunHeader(
            final String runId,
            final String title,
            final List<String> strategies,
            final Map<String, String> parameters,
            final List<String> symbols,
            final String timeframe) {
        this(runId, title, strategies, parameters, symbols, timeframe, List.of());
    }

    public RunHeader {
        Objects.requireNonNull(runId, "runId");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(timeframe, "timeframe");
        strategies = List.copyOf(strategies);
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        symbols = List.copyOf(symbols);
        models = List.copyOf(models);
    }

    /** The strategies as one text, as shown in tables and in {@code metrics.json}. */
    public String strategy() {
        return String.join(", ", strategies);
    }
}
