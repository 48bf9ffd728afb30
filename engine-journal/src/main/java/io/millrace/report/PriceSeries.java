package io.millrace.report;

import java.util.Objects;

/** Bars of one symbol for display: nanoseconds since 1970 UTC, prices in quote currency. Immutable. */
public final class PriceSeries {
    private final String symbol;
    private final long[] timeNs;
    private final double[] open;
    private final double[] high;
    private final double[] low;
    private final double[] close;

    public PriceSeries(
            final String symbol,
            final long[] timeNs,
            final double[] open,
            final double[] high,
            final double[] low,
            final double[] close) {
        Columns.requireSameLength(
                "prices of " + symbol, timeNs.length, open.length, high.length, low.length, close.length);
        Columns.requireOrdered("prices of " + symbol, timeNs);
        this.symbol = Objects.requireNonNull(symbol, "symbol");
        this.timeNs = timeNs.clone();
        this.open = open.clone();
        this.high = high.clone();
        this.low = low.clone();
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

    public double open(final int index) {
        return open[index];
    }

    public double high(final int index) {
        return high[index];
    }

    public double low(final int index) {
        return low[index];
    }

    public double close(final int index) {
        return close[index];
    }
}
