package io.millrace.view;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;

/** One fill. */
public record FillLine(
        long step,
        long timeNs,
        long orderId,
        String strategy,
        String symbol,
        String side,
        long quantity,
        long price,
        long fee) {
    void write(StateSink sink) {
        sink.putLong(step);
        sink.putLong(timeNs);
        sink.putLong(orderId);
        SavedText.put(sink, strategy);
        SavedText.put(sink, symbol);
        SavedText.put(sink, side);
        sink.putLong(quantity);
        sink.putLong(price);
        sink.putLong(fee);
    }

    static FillLine read(StateSource source) {
        return new FillLine(
                source.getLong(),
                source.getLong(),
                source.getLong(),
                SavedText.get(source, "FillLine.strategy"),
                SavedText.get(source, "FillLine.symbol"),
                SavedText.get(source, "FillLine.side"),
                source.getLong(),
                source.getLong(),
                source.getLong());
    }
}
