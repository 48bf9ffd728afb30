package io.millrace.source;

import java.util.function.IntToLongFunction;

/** The times at which the rows of one source count: they never fall. Not thread-safe. */
final class SourceTimes {
    private final int size;
    private final IntToLongFunction timeOf;

    private SourceTimes(int size, IntToLongFunction timeOf) {
        this.size = size;
        this.timeOf = timeOf;
    }

    /** Looks once at all rows: where their times go backwards, a copy is kept in which they do not. */
    static SourceTimes of(int size, IntToLongFunction timeOf) {
        long newest = Long.MIN_VALUE;
        for (int row = 0; row < size; row++) {
            long time = timeOf.applyAsLong(row);
            if (time < newest) {
                return risen(size, timeOf);
            }
            newest = time;
        }
        return new SourceTimes(size, timeOf);
    }

    private static SourceTimes risen(int size, IntToLongFunction timeOf) {
        long[] times = new long[size];
        times[0] = timeOf.applyAsLong(0);
        for (int row = 1; row < size; row++) {
            times[row] = Math.max(times[row - 1], timeOf.applyAsLong(row));
        }
        return new SourceTimes(size, row -> times[row]);
    }

    int size() {
        return size;
    }

    long timeNs(int row) {
        return timeOf.applyAsLong(row);
    }

    /** How many rows count before a time. */
    int before(long timeNs) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (timeOf.applyAsLong(middle) < timeNs) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The newest time before which at most {@code rows} rows of all sources count; that of the last row at most. */
    static long cut(SourceTimes[] sources, long rows) {
        long low = Long.MAX_VALUE;
        long high = Long.MIN_VALUE;
        for (SourceTimes source : sources) {
            if (source.size > 0) {
                low = Math.min(low, source.timeNs(0));
                high = Math.max(high, source.timeNs(source.size - 1));
            }
        }
        while (low < high) {
            long middle = high - (high - low) / 2;
            if (before(sources, middle) <= rows) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private static long before(SourceTimes[] sources, long timeNs) {
        long rows = 0;
        for (SourceTimes source : sources) {
            rows += source.before(timeNs);
        }
        return rows;
    }
}
