package io.millrace.view;

import java.util.List;

/** The newest indicator values of one stream of bars, in the order in which they were asked for. */
public record IndicatorLine(int stream, String symbol, long timeNs, List<Double> values) {
    public IndicatorLine {
        values = List.copyOf(values);
    }
}
