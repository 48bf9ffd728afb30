package io.millrace.indicator;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;
import java.util.Arrays;

/**
 * The last n numbers in order of size. Finding a place is O(log n); keeping the order moves up to n numbers in one
 * block copy a bar. Not thread-safe.
 */
final class WindowRanks implements Stateful {
    private final double[] ring;
    private final double[] sorted;
    private int position;
    private int size;

    WindowRanks(final int length) {
        this.ring = new double[length];
        this.sorted = new double[length];
    }

    /** True once n numbers have been taken. */
    boolean isFull() {
        return size == ring.length;
    }

    /** How many of the numbers are less. */
    int below(final double x) {
        int low = 0;
        int high = size;
        while (low < high) {
            final int middle = (low + high) >>> 1;
            if (sorted[middle] < x) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Takes the next number. */
    void add(final double x) {
        final int to = below(x);
        // An empty place at the end is filled while there is one, then the place of the oldest number.
        final int from = isFull() ? below(ring[position]) : size++;
        if (to <= from) {
            System.arraycopy(sorted, to, sorted, to + 1, from - to);
            sorted[to] = x;
        } else {
            System.arraycopy(sorted, from + 1, sorted, from, to - 1 - from);
            sorted[to - 1] = x;
        }
        ring[position] = x;
        position = position + 1 == ring.length ? 0 : position + 1;
    }

    @Override
    public void writeState(final StateSink sink) {
        sink.putLong(position);
        sink.putLong(size);
        for (int i = 0; i < size; i++) {
            sink.putDouble(ring[i]);
        }
    }

    @Override
    public void readState(final StateSource source) {
        position = source.getIndex("WindowRanks.position", ring.length);
        size = source.getCount("WindowRanks.size", ring.length);
        for (int i = 0; i < size; i++) {
            ring[i] = source.getDouble();
            sorted[i] = ring[i];
        }
        Arrays.sort(sorted, 0, size);
    }
}
