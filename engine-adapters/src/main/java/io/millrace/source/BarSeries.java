package io.millrace.source;

import io.millrace.fixed.Fixed;

/**
 * Bars of one symbol in columns, immutable. Times in nanoseconds UTC, numbers at 1e-8 ({@link Fixed}).
 *
 * <p>A bar is known only at {@link #closeTimeNs}: using it earlier is looking ahead. A volume beyond the range of a
 * fixed number is refused when read.
 */
public final class BarSeries {
    private final String symbol;
    private final int timeframeSeconds;
    private final long[] openTimeNs;

    /** Null when every bar lasts its timeframe. */
    private final long[] closeTimeNs;

    private final int[] lines;
    private final long[] open;
    private final long[] high;
    private final long[] low;
    private final long[] close;
    private final long[] volume;
    private final long[] adjustedClose;

    private BarSeries(String symbol, int timeframeSeconds, long[] openTimeNs, long[][] prices, long[] volume) {
        this.symbol = symbol;
        this.timeframeSeconds = timeframeSeconds;
        this.openTimeNs = openTimeNs.clone();
        this.closeTimeNs = null;
        this.open = prices[0].clone();
        this.high = prices[1].clone();
        this.low = prices[2].clone();
        this.close = prices[3].clone();
        this.volume = volume.clone();
        this.adjustedClose = null;
        this.lines = new int[openTimeNs.length];
    }

    /**
     * A series from columns in memory; copied.
     *
     * @param openTimeNs increasing
     * @param prices open, high, low and close columns, at 1e-8
     * @param volume at 1e-8
     */
    public static BarSeries of(String symbol, int timeframeSeconds, long[] openTimeNs, long[][] prices, long[] volume) {
        return new BarSeries(symbol, timeframeSeconds, openTimeNs, prices, volume);
    }

    BarSeries(Columns columns, int timeframeSeconds, long stampShiftNs, boolean adjusted) {
        this.symbol = columns.symbol();
        this.timeframeSeconds = timeframeSeconds;
        this.openTimeNs = columns.times();
        this.closeTimeNs = null;
        for (int i = 0; i < openTimeNs.length && stampShiftNs != 0; i++) {
            openTimeNs[i] -= stampShiftNs;
        }
        this.lines = columns.lines();
        this.open = columns.column(0);
        this.high = columns.column(1);
        this.low = columns.column(2);
        this.close = columns.column(3);
        this.volume = columns.column(4);
        this.adjustedClose = adjusted ? columns.column(5) : null;
    }

    private BarSeries(BarSeries other, long[] openTimeNs, long[] closeTimeNs) {
        this.symbol = other.symbol;
        this.timeframeSeconds = other.timeframeSeconds;
        this.openTimeNs = openTimeNs;
        this.closeTimeNs = closeTimeNs;
        this.lines = other.lines;
        this.open = other.open;
        this.high = other.high;
        this.low = other.low;
        this.close = other.close;
        this.volume = other.volume;
        this.adjustedClose = other.adjustedClose;
    }

    /**
     * The same bars at other times; shares the columns of this series.
     *
     * @param openTimes increasing, one a row; not to be changed after
     * @param closeTimes when each bar is complete; not to be changed after
     */
    public BarSeries at(long[] openTimes, long[] closeTimes) {
        return new BarSeries(this, openTimes, closeTimes);
    }

    public String symbol() {
        return symbol;
    }

    public int timeframeSeconds() {
        return timeframeSeconds;
    }

    public int size() {
        return openTimeNs.length;
    }

    public long openTimeNs(int row) {
        return openTimeNs[row];
    }

    /** When the bar is complete and may be used: its open time plus the timeframe, or the close of its session. */
    public long closeTimeNs(int row) {
        return closeTimeNs == null ? openTimeNs[row] + timeframeSeconds * 1_000_000_000L : closeTimeNs[row];
    }

    public long open(int row) {
        return open[row];
    }

    public long high(int row) {
        return high[row];
    }

    public long low(int row) {
        return low[row];
    }

    public long close(int row) {
        return close[row];
    }

    public long volume(int row) {
        return volume[row];
    }

    public boolean hasAdjustedClose() {
        return adjustedClose != null;
    }

    /** Close adjusted for splits and dividends; only when {@link #hasAdjustedClose}. */
    public long adjustedClose(int row) {
        return adjustedClose[row];
    }

    /** Line of the file the bar came from, from 1. */
    public int line(int row) {
        return lines[row];
    }
}
