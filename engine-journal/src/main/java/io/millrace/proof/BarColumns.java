package io.millrace.proof;

import io.millrace.indicator.BarValues;
import java.util.Arrays;

/** Bars in columns, as indicators read them. */
final class BarColumns {
    private static final int FIELDS = 5;

    private final BarValues values = new BarValues();
    private long[] openTimeNs = new long[256];
    private long[] closeTimeNs = new long[256];
    private double[] numbers = new double[256 * FIELDS];
    private int size;

    void add(
            final long openNs,
            final long closeNs,
            final double open,
            final double high,
            final double low,
            final double close,
            final double volume) {
        if (size == openTimeNs.length) {
            openTimeNs = Arrays.copyOf(openTimeNs, size * 2);
            closeTimeNs = Arrays.copyOf(closeTimeNs, size * 2);
            numbers = Arrays.copyOf(numbers, size * 2 * FIELDS);
        }
        openTimeNs[size] = openNs;
        closeTimeNs[size] = closeNs;
        final int at = size * FIELDS;
        numbers[at] = open;
        numbers[at + 1] = high;
        numbers[at + 2] = low;
        numbers[at + 3] = close;
        numbers[at + 4] = volume;
        size++;
    }

    int size() {
        return size;
    }

    long closeTimeNs(final int row) {
        return closeTimeNs[row];
    }

    /** A row; valid until the next call. */
    BarValues row(final int row) {
        final int at = row * FIELDS;
        return values.set(
                openTimeNs[row], numbers[at], numbers[at + 1], numbers[at + 2], numbers[at + 3], numbers[at + 4]);
    }
}
