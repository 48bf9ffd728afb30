package io.millrace.indicator;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;

/**
 * Sum of the last n numbers, the oldest times 1, the newest times n; it never subtracts and so never drifts.
 *
 * <p>Blocks as in {@link WindowSum}. The suffix of the last block keeps its own weighted sum; a number of the current
 * block weighs its place in the block plus the length of that suffix. Not thread-safe.
 */
public final class WindowWeightedSum implements Stateful {
    private final int length;
    /** Behind the position the numbers of the current block, before it the weighted suffix sums of the last. */
    private final double[] block;

    private double head;
    private double weightedHead;
    private int position;
    private boolean full;

    public WindowWeightedSum(final int length) {
        this.length = length;
        this.block = new double[length + 1];
    }

    /** Takes the next number and returns the weighted sum of the last n; meaningless while there are fewer. */
    public double add(final double x) {
        final int at = position;
        block[at] = x;
        head += x;
        weightedHead += (at + 1) * x;
        position = at + 1;
        final double sum = weightedHead + (length - at - 1) * head + block[at + 1];
        if (at + 1 == length) {
            fold();
        }
        return sum;
    }

    /** True once n numbers have been taken. */
    public boolean isFull() {
        return full;
    }

    private void fold() {
        double suffix = 0;
        double weighted = 0;
        for (int i = length - 1; i >= 0; i--) {
            suffix += block[i];
            weighted += suffix;
            block[i] = weighted;
        }
        head = 0;
        weightedHead = 0;
        position = 0;
        full = true;
    }

    @Override
    public void writeState(final StateSink sink) {
        sink.putLong(position);
        sink.putLong(full ? 1 : 0);
        sink.putDouble(head);
        sink.putDouble(weightedHead);
        for (int i = 0; i < length; i++) {
            sink.putDouble(block[i]);
        }
    }

    @Override
    public void readState(final StateSource source) {
        position = source.getIndex("WindowWeightedSum.position", length);
        full = source.getBoolean("WindowWeightedSum.full");
        head = source.getDouble();
        weightedHead = source.getDouble();
        for (int i = 0; i < length; i++) {
            block[i] = source.getDouble();
        }
    }
}
