package io.millrace.report;

import java.util.Objects;

/** Closing prices of one symbol for display: nanoseconds since 1970 UTC, in quote currency. Immutable. */
public final class PriceSeries {
    private final String symbol;
    private final long[] timeNs;
    private final double[] close;

    /** @param timeNs when each bar opened, never falling */
    public PriceSeries(final String symbol, final long[] timeNs, final double[] close) {
        Columns.requireSameLength("prices of " + symbol, timeNs.length, close.length);
        Columns.requireOrdered("prices of " + symbol, timeNs);
        this.symbol = Objects.requireNonNull(symbol, "symbol");
        this.timeNs = timeNs.clone();
        this.close = close.clone();
    }

    public String symbol() {
        return symbol;
    }

    public int size() {
        return timeNs.length;
    }

    public long timeNs(final int index) {
        return timeNs[index];
    }

    public double close(final int index) {
        return close[index];
    }
}
