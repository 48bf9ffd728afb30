package io.millrace.view;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;

/** Something an operator should know. */
public record AlertLine(
        long step, long timeNs, String code, String severity, String strategy, String symbol, double value) {
    void write(StateSink sink) {
        sink.putLong(step);
        sink.putLong(timeNs);
        SavedText.put(sink, code);
        SavedText.put(sink, severity);
        SavedText.put(sink, strategy);
        SavedText.put(sink, symbol);
        sink.putDouble(value);
    }

    static AlertLine read(StateSource source) {
        return new AlertLine(
                source.getLong(),
                source.getLong(),
                SavedText.get(source, "AlertLine.code"),
                SavedText.get(source, "AlertLine.severity"),
                SavedText.get(source, "AlertLine.strategy"),
                SavedText.get(source, "AlertLine.symbol"),
                source.getDouble());
    }
}
