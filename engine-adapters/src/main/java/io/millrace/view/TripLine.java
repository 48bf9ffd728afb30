package io.millrace.view;

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
        long fees) {}
