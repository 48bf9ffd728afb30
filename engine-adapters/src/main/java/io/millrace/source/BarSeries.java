package io.millrace.source;

import io.millrace.event.Memory;
import io.millrace.event.OffHeap;
import io.millrace.fixed.Fixed;
import java.lang.ref.Reference;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.agrona.concurrent.UnsafeBuffer;

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
    private static final int COLUMNS = 6;
    private static final int ROW_BYTES = COLUMNS * Long.BYTES;

    /** Bars that one series may have: what a buffer can hold. */
    static final int LARGEST = Integer.MAX_VALUE / ROW_BYTES;

    /** Series whose rows stand beside each other: with more of them nothing gets better. */
    private static final int BESIDE = 64;

    /** Bytes of bars that may be there twice for a moment. */
    private static final long LARGEST_MOVED = 128L << 20;

    private static final long SECOND_NS = 1_000_000_000L;

    private final String symbol;
    private final int timeframeSeconds;
    private final int[] lines;

    /** Apart from the rows: who merges many series looks at the time that comes next in each, again and again. */
    private final long[] closeTimeNs;

    /**
     * Rows of open time, open, high, low, close and volume: who walks many series at once finds a bar in one place.
     * Outside the heap, so that the place follows from the row alone: an array has to be asked for its length first,
     * which after some hundred other series is a wait of its own.
     */
    private final UnsafeBuffer rows;

    /** Where the first row begins, in bytes. */
    private final int firstRowAt;

    /** Bytes from the begin of a row to that of the next. */
    private final int stride;

    private final long[] adjustedClose;

    private BarSeries(String symbol, int timeframeSeconds, long[] openTimeNs, long[][] prices, long[] volume) {
        this.symbol = symbol;
        this.timeframeSeconds = timeframeSeconds;
        this.closeTimeNs = new long[openTimeNs.length];
        this.rows = room(symbol, openTimeNs.length);
        this.firstRowAt = 0;
        this.stride = ROW_BYTES;
        for (int i = 0; i < openTimeNs.length; i++) {
            put(i, OPEN_TIME, openTimeNs[i]);
            closeTimeNs[i] = openTimeNs[i] + timeframeSeconds * SECOND_NS;
            for (int column = 0; column < VOLUME - OPEN; column++) {
                put(i, OPEN + column, prices[column][i]);
            }
            put(i, VOLUME, volume[i]);
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
        this.rows = room(symbol, columns.size());
        this.firstRowAt = 0;
        this.stride = ROW_BYTES;
        this.closeTimeNs = new long[columns.size()];
        for (int i = 0; i < closeTimeNs.length; i++) {
            put(i, OPEN_TIME, columns.time(i) - stampShiftNs);
            closeTimeNs[i] = columns.time(i) - stampShiftNs + timeframeSeconds * SECOND_NS;
            for (int column = OPEN; column <= VOLUME; column++) {
                put(i, column, columns.value(column - OPEN, i));
            }
        }
        this.adjustedClose = adjusted ? columns.column(5) : null;
    }

    private BarSeries(BarSeries other, long[] openTimeNs, long[] closeTimeNs) {
        this.symbol = other.symbol;
        this.timeframeSeconds = other.timeframeSeconds;
        this.lines = other.lines;
        this.closeTimeNs = closeTimeNs.clone();
        this.rows = room(symbol, other.size());
        this.firstRowAt = 0;
        this.stride = ROW_BYTES;
        copyRows(other);
        for (int i = 0; i < openTimeNs.length; i++) {
            put(i, OPEN_TIME, openTimeNs[i]);
        }
        this.adjustedClose = other.adjustedClose;
    }

    /** The same bars with rows in other memory, which the caller fills. */
    private BarSeries(BarSeries other, UnsafeBuffer rows, int firstRowAt, int stride) {
        this.symbol = other.symbol;
        this.timeframeSeconds = other.timeframeSeconds;
        this.lines = other.lines;
        this.closeTimeNs = other.closeTimeNs;
        this.rows = rows;
        this.firstRowAt = firstRowAt;
        this.stride = stride;
        this.adjustedClose = other.adjustedClose;
    }

    /**
     * The same bars at other times.
     *
     * @param openTimes increasing, one a row
     * @param closeTimes when each bar is complete
     */
    public BarSeries at(long[] openTimes, long[] closeTimes) {
        if (openTimes.length != size() || closeTimes.length != size()) {
            throw new IllegalArgumentException("bars of " + symbol + ": " + openTimes.length + " open and "
                    + closeTimes.length + " close times for " + size() + " bars; expected one each a bar");
        }
        return new BarSeries(this, openTimes, closeTimes);
    }

    /**
     * The same series with the rows of neighbours that close together beside each other: first all their first rows,
     * then all their second ones. Who walks them then reads memory from front to back. Copied, but for series without
     * such a neighbour, and of all when there are too many bars to have them twice; those of one table are in memory as
     * long as one of them is.
     */
    public static List<BarSeries> sideBySide(List<BarSeries> series) {
        long bars = 0;
        for (BarSeries one : series) {
            bars += one.size();
        }
        if (bars > LARGEST_MOVED / ROW_BYTES) {
            return series;
        }
        List<BarSeries> placed = new ArrayList<>(series.size());
        while (placed.size() < series.size()) {
            int from = placed.size();
            int to = from + 1;
            while (to < series.size()
                    && to - from < BESIDE
                    && Arrays.equals(series.get(from).closeTimeNs, series.get(to).closeTimeNs)) {
                to++;
            }
            placed.addAll(together(series.subList(from, to)));
        }
        return placed;
    }

    private static List<BarSeries> together(List<BarSeries> series) {
        if (series.size() == 1 || areTogether(series)) {
            return series;
        }
        int stride = series.size() * ROW_BYTES;
        int rows = series.get(0).size();
        UnsafeBuffer shared = OffHeap.allocate(rows * stride);
        List<BarSeries> placed = new ArrayList<>(series.size());
        for (BarSeries one : series) {
            placed.add(new BarSeries(one, shared, placed.size() * ROW_BYTES, stride));
        }
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < placed.size(); i++) {
                copyRow(series.get(i).rowAddress(row), placed.get(i).rowAddress(row));
            }
        }
        Reference.reachabilityFence(series);
        return placed;
    }

    private static boolean areTogether(List<BarSeries> series) {
        long begin = series.get(0).rowsAddress();
        int stride = series.size() * ROW_BYTES;
        for (int i = 0; i < series.size(); i++) {
            if (series.get(i).stride != stride || series.get(i).rowsAddress() != begin + i * ROW_BYTES) {
                return false;
            }
        }
        return true;
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
        return get(row, OPEN_TIME);
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
        return get(row, OPEN);
    }

    public long high(int row) {
        return get(row, HIGH);
    }

    public long low(int row) {
        return get(row, LOW);
    }

    public long close(int row) {
        return get(row, CLOSE);
    }

    public long volume(int row) {
        return get(row, VOLUME);
    }

    /** Where the rows begin, an address of {@link Memory}; good while the series is reachable. */
    long rowsAddress() {
        return Memory.address(rows, 0, rows.capacity()) + firstRowAt;
    }

    /** Bytes from the begin of a row to that of the next. */
    int rowStride() {
        return stride;
    }

    /**
     * Writes open time, open, high, low, close and volume of a row, side by side, to an address of {@link Memory}.
     *
     * @param from {@link #rowsAddress} of the series, and {@link #rowStride} for each row before this one
     */
    static void copyRow(long from, long address) {
        Memory.putLong(address, Memory.getLong(from));
        Memory.putLong(address + 8, Memory.getLong(from + 8));
        Memory.putLong(address + 16, Memory.getLong(from + 16));
        Memory.putLong(address + 24, Memory.getLong(from + 24));
        Memory.putLong(address + 32, Memory.getLong(from + 32));
        Memory.putLong(address + 40, Memory.getLong(from + 40));
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

    private static UnsafeBuffer room(String symbol, int size) {
        if (size > LARGEST) {
            throw new IllegalArgumentException("the data of " + symbol + " have " + size
                    + " bars, a series may have up to " + LARGEST + "; load a shorter period or longer bars");
        }
        return OffHeap.allocate(size * ROW_BYTES);
    }

    private void copyRows(BarSeries other) {
        for (int row = 0; row < closeTimeNs.length; row++) {
            copyRow(other.rowAddress(row), rowAddress(row));
        }
        Reference.reachabilityFence(other);
    }

    private long rowAddress(int row) {
        return rowsAddress() + (long) row * stride;
    }

    private long get(int row, int column) {
        Objects.checkIndex(row, closeTimeNs.length);
        return rows.getLong(firstRowAt + row * stride + column * Long.BYTES, ByteOrder.LITTLE_ENDIAN);
    }

    private void put(int row, int column, long value) {
        rows.putLong(firstRowAt + row * stride + column * Long.BYTES, value, ByteOrder.LITTLE_ENDIAN);
    }
}
