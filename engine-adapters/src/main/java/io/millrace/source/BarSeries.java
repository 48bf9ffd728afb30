package io.millrace.source;

import io.millrace.fixed.Fixed;

/**
 * Bars of one symbol, immutable. Times in nanoseconds UTC, numbers at 1e-8 ({@link Fixed}).
 *
 * <p>A bar is known only at {@link #closeTimeNs}: using it earlier is looking ahead. A volume beyond the range of a
 * fixed number is refused when read.
 */
public final class BarSeries {
    private static final int HIGH = 1;
    private static final int LOW = 2;
    private static final int CLOSE = 3;
    private static final int VOLUME = 4;
    private static final int ROW = 5;

    private final String symbol;
    private final int timeframeSeconds;
    private final long[] openTimeNs;

    /** Null when every bar lasts its timeframe. */
    private final long[] closeTimeNs;

    private final int[] lines;

    /** Rows of open, high, low, close and volume: who walks many series at once finds a bar in one place. */
    private final long[] bars;

    private final long[] adjustedClose;

    private BarSeries(String symbol, int timeframeSeconds, long[] openTimeNs, long[][] prices, long[] volume) {
        this.symbol = symbol;
        this.timeframeSeconds = timeframeSeconds;
        this.openTimeNs = openTimeNs.clone();
        this.closeTimeNs = null;
        this.bars = new long[Math.multiplyExact(openTimeNs.length, ROW)];
        for (int i = 0; i < openTimeNs.length; i++) {
            for (int column = 0; column < VOLUME; column++) {
                bars[i * ROW + column] = prices[column][i];
            }
            bars[i * ROW + VOLUME] = volume[i];
        }
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
        this.bars = columns.rows(ROW);
        this.adjustedClose = adjusted ? columns.column(5) : null;
    }

    private BarSeries(BarSeries other, long[] openTimeNs, long[] closeTimeNs) {
        this.symbol = other.symbol;
        this.timeframeSeconds = other.timeframeSeconds;
        this.openTimeNs = openTimeNs;
        this.closeTimeNs = closeTimeNs;
        this.lines = other.lines;
        this.bars = other.bars;
        this.adjustedClose = other.adjustedClose;
    }

    /**
     * The same bars at other times; shares everything else with this series.
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
        return bars[row * ROW];
    }

    public long high(int row) {
        return bars[row * ROW + HIGH];
    }

    public long low(int row) {
        return bars[row * ROW + LOW];
    }

    public long close(int row) {
        return bars[row * ROW + CLOSE];
    }

    public long volume(int row) {
        return bars[row * ROW + VOLUME];
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
