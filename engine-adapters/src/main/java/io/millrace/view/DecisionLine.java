package io.millrace.view;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;

/** A decision of a risk control that was not a plain pass. */
public record DecisionLine(
        long step,
        long timeNs,
        String strategy,
        String symbol,
        String control,
        String action,
        double limit,
        double actual,
        long orderId) {
    void write(StateSink sink) {
        sink.putLong(step);
        sink.putLong(timeNs);
        SavedText.put(sink, strategy);
        SavedText.put(sink, symbol);
        SavedText.put(sink, control);
        SavedText.put(sink, action);
        sink.putDouble(limit);
        sink.putDouble(actual);
        sink.putLong(orderId);
    }

    static DecisionLine read(StateSource source) {
        return new DecisionLine(
                source.getLong(),
                source.getLong(),
                SavedText.get(source, "DecisionLine.strategy"),
                SavedText.get(source, "DecisionLine.symbol"),
                SavedText.get(source, "DecisionLine.control"),
                SavedText.get(source, "DecisionLine.action"),
                source.getDouble(),
                source.getDouble(),
                source.getLong());
    }
}
