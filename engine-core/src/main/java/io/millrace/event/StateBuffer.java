package io.millrace.event;

import java.util.Arrays;

/**
 * A state in memory: written field after field, then read back in the same order. Grows to the largest state it has
 * seen and keeps that room. One thread.
 */
public final class StateBuffer implements StateSink, StateSource {
    private static final int FIRST_FIELDS = 4_096;

    private long[] fields = new long[FIRST_FIELDS];
    private int size;
    private int next;

    @Override
    public void putLong(final long value) {
        if (size == fields.length) {
            fields = Arrays.copyOf(fields, 2 * size);
        }
        fields[size++] = value;
    }

    /** @throws StateException at the end */
    @Override
    public long getLong() {
        if (next == size) {
            throw new StateException("saved state: it ends after " + size
                    + " fields, and the engine needs more. The state is of another configuration or build; run the"
                    + " journal from its begin.");
        }
        return fields[next++];
    }

    /** Forgets everything. */
    public void clear() {
        size = 0;
        next = 0;
    }

    /** Reads from the first field again. */
    public void rewind() {
        next = 0;
    }

    /** Leaves the rest unread: it belongs to a part that is not here. */
    public void skipRest() {
        next = size;
    }

    /** Fields written. */
    public int size() {
        return size;
    }

    /** One of them. */
    public long field(final int index) {
        return fields[index];
    }

    /** @throws StateException when fields are left that nobody has read */
    public void requireRead() {
        if (next != size) {
            throw new StateException("saved state: " + (size - next) + " of its " + size
                    + " fields belong to no part of the engine. The state is of another configuration or build; run"
                    + " the journal from its begin.");
        }
    }
}
