package io.millrace.indicator;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;

/**
 * Sum of the last n numbers, which never subtracts and so never drifts: a number leaves no trace once it has left.
 *
 * <p>Time is cut into blocks of n. The window is a tail of the block before and a head of the current one, so its sum
 * is a suffix sum plus a running sum. One array holds both blocks: behind the position the numbers of the current
 * block, before it the suffix sums of the last. A full block is folded into its suffix sums in place, n additions every
 * n bars.
 *
 * <pre>
 *   block  | x0 x1 x2 | s3 s4 s5 | 0 |      window of 6 = (x0+x1+x2) + s3, where s3 is the sum of old x3 to x5
 *            current    last block
 * </pre>
 *
 * <p>The error is that of adding n numbers once. Not thread-safe.
 */
public final class WindowSum implements Stateful {
    private final int length;
    private final double[] block;
    private double head;
    private int position;
    private boolean full;

    public WindowSum(final int length) {
        this.length = length;
        this.block = new double[length + 1];
    }

    /** Takes the next number and returns the sum of the last n, or of all so far while there are fewer. */
    public double add(final double x) {
        final int at = position;
        block[at] = x;
        head += x;
        position = at + 1;
        final double sum = head + block[at + 1];
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
        for (int i = length - 1; i >= 0; i--) {
            suffix += block[i];
            block[i] = suffix;
        }
        head = 0;
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
        position = source.getIndex("WindowSum.position", length);
        full = source.getBoolean("WindowSum.full");
        head = source.getDouble();
        for (int i = 0; i < length; i++) {
            block[i] = source.getDouble();
        }
    }
}
