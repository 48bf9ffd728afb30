package io.millrace.view;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;

/** A position that was opened and closed; profit after fees. */
public record TripLine(
        String strategy,
        String symbol,
        String side,
        long entryTimeNs,
        long exitTimeNs,
        long quantity,
        long entryPrice,
        long exitPrice,
        long pnl,
        long fees) {
    void write(StateSink sink) {
        SavedText.put(sink, strategy);
        SavedText.put(sink, symbol);
        SavedText.put(sink, side);
        sink.putLong(entryTimeNs);
        sink.putLong(exitTimeNs);
        sink.putLong(quantity);
        sink.putLong(entryPrice);
        sink.putLong(exitPrice);
        sink.putLong(pnl);
        sink.putLong(fees);
    }

    static TripLine read(StateSource source) {
        return new TripLine(
                SavedText.get(source, "TripLine.strategy"),
                SavedText.get(source, "TripLine.symbol"),
                SavedText.get(source, "TripLine.side"),
                source.getLong(),
                source.getLong(),
                source.getLong(),
                source.getLong(),
                source.getLong(),
                source.getLong(),
                source.getLong());
    }
}
