package io.millrace.view;

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
}
