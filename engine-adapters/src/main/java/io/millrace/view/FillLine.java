package io.millrace.view;

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
        long fee) {}
