package io.millrace.indicator;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;

/**
 * Mean and population variance of the last n numbers, without drift and without cancellation.
 *
 * <p>Blocks as in {@link WindowSum}. Each part keeps its mean and its sum of squared deviations by Welford's
 * recurrence, and the two parts are merged by the formula of Chan, Golub and LeVeque (1979), in which every term is
 * positive. Each part counts from one of its own numbers, so a large common offset costs no digits; equal numbers give
 * exactly 0. While fewer than n numbers have been taken, the results are meaningless. Not thread-safe.
 */
public final class WindowMoments implements Stateful {
    private static final int SQUARES = 1;
    private static final int INVERSE = 2;
    private static final int ROW = 3;

    private final int length;

    /**
     * A row for each place of the block, side by side in memory as they are used together. Behind the position the
     * numbers of the current block, before it the suffix means of the last, less its anchor; sums of squared deviations
     * of the suffixes of the last block; and 1/k for k numbers, which saves a division in every step.
     */
    private final double[] rows;

    private final double share;
    private double tailAnchor;
    private double headAnchor;
    private double headMean;
    private double headSquares;
    private double mean;
    private double sumOfSquares;
    private int position;
    private boolean full;

    public WindowMoments(final int length) {
        this.length = length;
        this.share = 1.0 / length;
        this.rows = new double[(length + 1) * ROW];
        for (int k = 1; k <= length; k++) {
            rows[k * ROW + INVERSE] = 1.0 / k;
        }
    }

    /** Takes the next number. */
    public void add(final double x) {
        final int at = position;
        rows[at * ROW] = x;
        if (at == 0) {
            headAnchor = x;
        }
        final double shifted = x - headAnchor;
        final double step = shifted - headMean;
        headMean += step * rows[(at + 1) * ROW + INVERSE];
        headSquares += step * (shifted - headMean);
        position = at + 1;
        merge(at + 1);
        if (at + 1 == length) {
            fold();
        }
    }

    /** True once n numbers have been taken. */
    public boolean isFull() {
        return full;
    }

    public double mean() {
        return mean;
    }

    /**
     * Sum of squared deviations from the mean, never negative: over n the population variance, over n-1 the sample's.
     */
    public double sumOfSquares() {
        return sumOfSquares;
    }

    private void merge(final int heads) {
        final int tails = length - heads;
        final double apart = (headAnchor - tailAnchor) + (headMean - rows[heads * ROW]);
        final double tailShare = tails * share;
        sumOfSquares = headSquares + rows[heads * ROW + SQUARES] + apart * apart * heads * tailShare;
        mean = headAnchor + (headMean - apart * tailShare);
    }

    private void fold() {
        final double anchor = rows[(length - 1) * ROW];
        double suffixMean = 0;
        double suffixSquares = 0;
        for (int i = length - 1; i >= 0; i--) {
            final double shifted = rows[i * ROW] - anchor;
            final double step = shifted - suffixMean;
            suffixMean += step * rows[(length - i) * ROW + INVERSE];
            suffixSquares += step * (shifted - suffixMean);
            rows[i * ROW] = suffixMean;
            rows[i * ROW + SQUARES] = suffixSquares;
        }
        tailAnchor = anchor;
        headMean = 0;
        headSquares = 0;
        position = 0;
        full = true;
    }

    @Override
    public void writeState(final StateSink sink) {
        sink.putLong(position);
        sink.putLong(full ? 1 : 0);
        sink.putDouble(tailAnchor);
        sink.putDouble(headAnchor);
        sink.putDouble(headMean);
        sink.putDouble(headSquares);
        sink.putDouble(mean);
        sink.putDouble(sumOfSquares);
        for (int i = 0; i < length; i++) {
            sink.putDouble(rows[i * ROW]);
            sink.putDouble(rows[i * ROW + SQUARES]);
        }
    }

    @Override
    public void readState(final StateSource source) {
        position = source.getIndex("WindowMoments.position", length);
        full = source.getBoolean("WindowMoments.full");
        tailAnchor = source.getDouble();
        headAnchor = source.getDouble();
        headMean = source.getDouble();
        headSquares = source.getDouble();
        mean = source.getDouble();
        sumOfSquares = source.getDouble();
        for (int i = 0; i < length; i++) {
            rows[i * ROW] = source.getDouble();
            rows[i * ROW + SQUARES] = source.getDouble();
        }
    }
}
