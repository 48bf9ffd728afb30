package io.millrace.view;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;

/**
 * An order that may still fill.
 *
 * @param leaves what has not filled; 0 when the order is for an amount of cash
 */
public record OpenOrder(
        long orderId,
        long timeNs,
        String strategy,
        String symbol,
        String side,
        String type,
        long quantity,
        long cashQuantity,
        long leaves,
        long limitPrice,
        long stopPrice) {
    OpenOrder withLeaves(long left) {
        return new OpenOrder(
                orderId, timeNs, strategy, symbol, side, type, quantity, cashQuantity, left, limitPrice, stopPrice);
    }

    void write(StateSink sink) {
        sink.putLong(orderId);
        sink.putLong(timeNs);
        SavedText.put(sink, strategy);
        SavedText.put(sink, symbol);
        SavedText.put(sink, side);
        SavedText.put(sink, type);
        sink.putLong(quantity);
        sink.putLong(cashQuantity);
        sink.putLong(leaves);
        sink.putLong(limitPrice);
        sink.putLong(stopPrice);
    }

    static OpenOrder read(StateSource source) {
        return new OpenOrder(
                source.getLong(),
                source.getLong(),
                SavedText.get(source, "OpenOrder.strategy"),
                SavedText.get(source, "OpenOrder.symbol"),
                SavedText.get(source, "OpenOrder.side"),
                SavedText.get(source, "OpenOrder.type"),
                source.getLong(),
                source.getLong(),
                source.getLong(),
                source.getLong(),
                source.getLong());
    }
}
