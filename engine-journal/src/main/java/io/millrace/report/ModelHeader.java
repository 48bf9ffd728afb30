package io.millrace.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What one strategy of a run was, in words; untrusted text like all of the {@link RunHeader}.
 *
 * @param symbols what it trades
 * @param timeframe of its bars
 * @param parameters its own, name to value, shown in the given order
 */
public record ModelHeader(List<String> symbols, String timeframe, Map<String, String> parameters) {
    public ModelHeader {
        symbols = List.copyOf(symbols);
        Objects.requireNonNull(timeframe, "timeframe");
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }
}
