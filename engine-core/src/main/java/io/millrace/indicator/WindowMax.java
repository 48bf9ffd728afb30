package io.millrace.indicator;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;
import java.util.Arrays;

/**
 * Greatest of the last n numbers; of negated numbers, the least.
 *
 * <p>Blocks as in {@link WindowSum}: the greatest of a suffix of the last block and of the current one so far. There is
 * no branch that depends on the data, and no queue (van Herk 1992, Gil and Werman 1993). Not thread-safe.
 */
public final class WindowMax implements Stateful {
    private final int length;
    private final double[] block;
    private double head = Double.NEGATIVE_INFINITY;
    private int position;
    private boolean full;

    public WindowMax(final int length) {
        this.length = length;
        this.block = new double[length + 1];
        Arrays.fill(block, Double.NEGATIVE_INFINITY);
    }

    /** Takes the next number and returns the greatest of the last n, or of all so far while there are fewer. */
    public double add(final double x) {
        final int at = position;
        block[at] = x;
        head = Math.max(head, x);
        position = at + 1;
        final double greatest = Math.max(head, block[at + 1]);
        if (at + 1 == length) {
            fold();
        }
        return greatest;
    }

    /** True once n numbers have been taken. */
    public boolean isFull() {
        return full;
    }

    private void fold() {
        double suffix = Double.NEGATIVE_INFINITY;
        for (int i = length - 1; i >= 0; i--) {
            suffix = Math.max(suffix, block[i]);
            block[i] = suffix;
        }
        head = Double.NEGATIVE_INFINITY;
        position = 0;
        full = true;
    }

    @Override
    public void writeState(final StateSink sink) {
        sink.putLong(position);
        sink.putLong(full ? 1 : 0);
        sink.putDouble(head);
        for (int i = 0; i < length; i++) {
            sink.putDouble(block[i]);
        }
    }

    @Override
    public void readState(final StateSource source) {
        position = source.getIndex("WindowMax.position", length);
        full = source.getBoolean("WindowMax.full");
        head = source.getDouble();
        for (int i = 0; i < length; i++) {
            block[i] = source.getDouble();
        }
    }
}
