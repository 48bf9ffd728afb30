package io.millrace.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What was run, in words. Symbols and parameters may come from files of others: they are treated as untrusted text.
 *
 * @param parameters name to value, shown in the given order
 */
public record RunHeader(
        String runId,
        String title,
        List<String> strategies,
        Map<String, String> parameters,
        List<String> symbols,
        String timeframe) {

    public RunHeader {
        Objects.requireNonNull(runId, "runId");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(timeframe, "timeframe");
        strategies = List.copyOf(strategies);
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        symbols = List.copyOf(symbols);
    }

    /** The strategies as one text, as shown in tables and in {@code metrics.json}. */
    public String strategy() {
        return String.join(", ", strategies);
    }
}
