package io.millrace.source;

/** Quotes of one symbol in columns, immutable. Times in nanoseconds UTC, prices and quantities at 1e-8. */
public final class QuoteSeries {
    private final String symbol;
    private final long[] timeNs;
    private final long[] bidPrice;
    private final long[] bidQuantity;
    private final long[] askPrice;
    private final long[] askQuantity;

    QuoteSeries(Columns columns) {
        this.symbol = columns.symbol();
        this.timeNs = columns.times();
        this.bidPrice = columns.column(0);
        this.bidQuantity = columns.column(1);
        this.askPrice = columns.column(2);
        this.askQuantity = columns.column(3);
    }

    public String symbol() {
        return symbol;
    }

    public int size() {
        return timeNs.length;
    }

    public long timeNs(int row) {
        return timeNs[row];
    }

    /** {@link #timeNs(int)} of all rows; not a copy. */
    long[] timesNs() {
        return timeNs;
    }

    public long bidPrice(int row) {
        return bidPrice[row];
    }

    public long bidQuantity(int row) {
        return bidQuantity[row];
    }

    public long askPrice(int row) {
        return askPrice[row];
    }

    public long askQuantity(int row) {
        return askQuantity[row];
    }
}
