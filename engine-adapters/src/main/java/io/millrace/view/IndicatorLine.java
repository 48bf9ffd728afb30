package io.millrace.view;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import java.util.List;

/** The newest indicator values of one stream of bars, in the order in which they were asked for. */
public record IndicatorLine(int stream, String symbol, long timeNs, List<Double> values) {
    public IndicatorLine {
        values = List.copyOf(values);
    }

    void write(StateSink sink) {
        sink.putLong(stream);
        SavedText.put(sink, symbol);
        sink.putLong(timeNs);
        sink.putLong(values.size());
        values.forEach(sink::putDouble);
    }

    static IndicatorLine read(StateSource source) {
        return new IndicatorLine(
                source.getInt("IndicatorLine.stream"),
                SavedText.get(source, "IndicatorLine.symbol"),
                source.getLong(),
                TrackPoint.values(source));
    }
}
