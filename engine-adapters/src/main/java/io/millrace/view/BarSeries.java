package io.millrace.view;

import java.util.List;

/**
 * The newest bars of an instrument in one timeframe.
 *
 * @param timeframe in words, such as 1m
 */
public record BarSeries(String symbol, String timeframe, List<BarLine> bars) {
    public BarSeries {
        bars = List.copyOf(bars);
    }
}
