package io.millrace.source;

/**
 * Trades of one symbol in columns, immutable. Times in nanoseconds UTC, price and quantity at 1e-8.
 *
 * <p>Several trades may carry one time and even be alike in every column: fills of the same second are real, and none
 * is taken for a duplicate. A quantity of zero is a fill smaller than the venue prints.
 */
public final class TradeSeries {
    /** How the notice about trades of quantity zero ends. */
    public static final String ZEROS_KEPT = " trades of quantity zero (less than the venue prints) are kept";

    private final String symbol;
    private final long[] timeNs;
    private final int[] lines;
    private final long[] price;
    private final long[] quantity;
    private final long[] tradeId;

    TradeSeries(Columns columns) {
        this.symbol = columns.symbol();
        this.timeNs = columns.times();
        this.lines = columns.lines();
        this.price = columns.column(0);
        this.quantity = columns.column(1);
        this.tradeId = columns.column(2);
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

    public long price(int row) {
        return price[row];
    }

    public long quantity(int row) {
        return quantity[row];
    }

    /** The venue's id, or the trade's number in its file, from 1, when the file has none. */
    public long tradeId(int row) {
        return tradeId[row];
    }

    /** Line of the file the trade came from, from 1. */
    public int line(int row) {
        return lines[row];
    }
}
