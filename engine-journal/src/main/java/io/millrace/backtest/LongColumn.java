package io.millrace.backtest;

import java.util.ArrayList;
import java.util.List;

/** A growing column of longs. */
final class LongColumn {
    private static final int FIRST_CHUNK = 1_024;
    private static final int LARGEST_CHUNK = 1 << 16;

    private final List<long[]> full = new ArrayList<>();
    private long[] chunk = new long[FIRST_CHUNK];
    private int used;
    private int before;

    void add(final long value) {
        if (used == chunk.length) {
            beginChunk();
        }
        chunk[used++] = value;
    }

    /** Replaces the newest value. */
    void replaceLast(final long value) {
        chunk[used - 1] = value;
    }

    /** The newest value; there must be one. */
    long last() {
        return chunk[used - 1];
    }

    int size() {
        return before + used;
    }

    long[] toArray() {
        final long[] all = new long[size()];
        int at = 0;
        for (final long[] each : full) {
            System.arraycopy(each, 0, all, at, each.length);
            at += each.length;
        }
        System.arraycopy(chunk, 0, all, at, used);
        return all;
    }

    private void beginChunk() {
        full.add(chunk);
        before += used;
        chunk = new long[Math.min(LARGEST_CHUNK, 2 * chunk.length)];
        used = 0;
    }
}
