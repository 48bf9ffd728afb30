package io.millrace.backtest;

import java.util.Arrays;

/** A growing column of longs. */
final class LongColumn {
    private static final int FIRST_CAPACITY = 1_024;

    private long[] values = new long[FIRST_CAPACITY];
    private int size;

    void add(final long value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size++] = value;
    }

    /** Replaces the newest value. */
    void replaceLast(final long value) {
        values[size - 1] = value;
    }

    int size() {
        return size;
    }

    long get(final int index) {
        return values[index];
    }

    long[] toArray() {
        return Arrays.copyOf(values, size);
    }
}
