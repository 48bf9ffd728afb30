package io.millrace.source;

import io.millrace.event.Memory;
import io.millrace.fixed.Fixed;

/**
 * Bars of one symbol, immutable. Times in nanoseconds UTC, numbers at 1e-8 ({@link Fixed}).
 *
 * <p>A bar is known only at {@link #closeTimeNs}: using it earlier is looking ahead. A volume beyond the range of a
 * fixed number is refused when read.
 */
public final class BarSeries {
    private static final int OPEN_TIME = 0;
    private static final int OPEN = 1;
    private static final int HIGH = 2;
    private static final int LOW = 3;
    private static final int CLOSE = 4;
    private static final int VOLUME = 5;
    private static final int ROW = 6;
    private static final long SECOND_NS = 1_000_000_000L;

    private final String symbol;
    private final int timeframeSeconds;
    private final int[] lines;

    /** Apart from the rows: who merges many series looks at the time that comes next in each, again and again. */
    private final long[] closeTimeNs;

    /** Rows of open time, open, high, low, close and volume: who walks many series at once finds a bar in one. */
    private final long[] rows;

    private final long[] adjustedClose;

    private BarSeries(String symbol, int timeframeSeconds, long[] openTimeNs, long[][] prices, long[] volume) {
        this.symbol = symbol;
        this.timeframeSeconds = timeframeSeconds;
        this.closeTimeNs = new long[openTimeNs.length];
        this.rows = new long[Math.multiplyExact(openTimeNs.length, ROW)];
        for (int i = 0; i < openTimeNs.length; i++) {
            rows[i * ROW + OPEN_TIME] = openTimeNs[i];
            closeTimeNs[i] = openTimeNs[i] + timeframeSeconds * SECOND_NS;
            for (int column = 0; column < VOLUME - OPEN; column++) {
                rows[i * ROW + OPEN + column] = prices[column][i];
            }
            rows[i * ROW + VOLUME] = volume[i];
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
        this.lines = columns.lines();
        this.rows = columns.rows(OPEN, ROW);
        long[] times = columns.times();
        this.closeTimeNs = new long[times.length];
        for (int i = 0; i < times.length; i++) {
            rows[i * ROW + OPEN_TIME] = times[i] - stampShiftNs;
            closeTimeNs[i] = times[i] - stampShiftNs + timeframeSeconds * SECOND_NS;
        }
        this.adjustedClose = adjusted ? columns.column(5) : null;
    }

    private BarSeries(BarSeries other, long[] openTimeNs, long[] closeTimeNs) {
        this.symbol = other.symbol;
        this.timeframeSeconds = other.timeframeSeconds;
        this.lines = other.lines;
        this.closeTimeNs = closeTimeNs.clone();
        this.rows = other.rows.clone();
        for (int i = 0; i < openTimeNs.length; i++) {
            rows[i * ROW + OPEN_TIME] = openTimeNs[i];
        }
        this.adjustedClose = other.adjustedClose;
    }

    /**
     * The same bars at other times.
     *
     * @param openTimes increasing, one a row
     * @param closeTimes when each bar is complete
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
        return closeTimeNs.length;
    }

    public long openTimeNs(int row) {
        return rows[row * ROW + OPEN_TIME];
    }

    /** When the bar is complete and may be used: its open time plus the timeframe, or the close of its session. */
    public long closeTimeNs(int row) {
        return closeTimeNs[row];
    }

    /** {@link #closeTimeNs(int)} of all rows; not a copy. */
    long[] closeTimesNs() {
        return closeTimeNs;
    }

    public long open(int row) {
        return rows[row * ROW + OPEN];
    }

    public long high(int row) {
        return rows[row * ROW + HIGH];
    }

    public long low(int row) {
        return rows[row * ROW + LOW];
    }

    public long close(int row) {
        return rows[row * ROW + CLOSE];
    }

    public long volume(int row) {
        return rows[row * ROW + VOLUME];
    }

    /** Writes open time, open, high, low, close and volume of a row, side by side, to an address of {@link Memory}. */
    void copyRow(int row, long address) {
        int at = row * ROW;
        // The last first: it stands for the bounds of all.
        long volume = rows[at + VOLUME];
        Memory.putLong(address, rows[at + OPEN_TIME]);
        Memory.putLong(address + 8, rows[at + OPEN]);
        Memory.putLong(address + 16, rows[at + HIGH]);
        Memory.putLong(address + 24, rows[at + LOW]);
        Memory.putLong(address + 32, rows[at + CLOSE]);
        Memory.putLong(address + 40, volume);
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
