package io.millrace.source;

import java.util.Arrays;

/** Growing columns of one symbol while its rows are read: times first, then {@code width} fixed numbers a row. */
final class Columns {
    private static final int FIRST_CAPACITY = 1_024;

    private final String symbol;
    private final long[][] values;
    private long[] times = new long[FIRST_CAPACITY];
    private int[] lines = new int[FIRST_CAPACITY];
    private int size;

    Columns(String symbol, int width) {
        this.symbol = symbol;
        this.values = new long[width][FIRST_CAPACITY];
    }

    void add(long timeNs, long line, long[] row) {
        if (size == times.length) {
            grow();
        }
        times[size] = timeNs;
        lines[size] = (int) line;
        for (int i = 0; i < values.length; i++) {
            values[i][size] = row[i];
        }
        size++;
    }

    /** True when no row is later than the one before it and some row is earlier: a file written newest first. */
    boolean isDescending() {
        boolean falls = false;
        for (int i = 1; i < size; i++) {
            if (times[i] > times[i - 1]) {
                return false;
            }
            falls |= times[i] < times[i - 1];
        }
        return falls;
    }

    void reverse() {
        reverse(times);
        for (long[] column : values) {
            reverse(column);
        }
        for (int i = 0, j = size - 1; i < j; i++, j--) {
            int line = lines[i];
            lines[i] = lines[j];
            lines[j] = line;
        }
    }

    String symbol() {
        return symbol;
    }

    int size() {
        return size;
    }

    long time(int row) {
        return times[row];
    }

    int line(int row) {
        return lines[row];
    }

    long value(int column, int row) {
        return values[column][row];
    }

    long[] times() {
        return Arrays.copyOf(times, size);
    }

    int[] lines() {
        return Arrays.copyOf(lines, size);
    }

    long[] column(int column) {
        return Arrays.copyOf(values[column], size);
    }

    private void grow() {
        int capacity = size * 2;
        times = Arrays.copyOf(times, capacity);
        lines = Arrays.copyOf(lines, capacity);
        for (int i = 0; i < values.length; i++) {
            values[i] = Arrays.copyOf(values[i], capacity);
        }
    }

    private void reverse(long[] column) {
        for (int i = 0, j = size - 1; i < j; i++, j--) {
            long value = column[i];
            column[i] = column[j];
            column[j] = value;
        }
    }
}
