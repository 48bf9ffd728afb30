package io.millrace.indicator;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;

/**
 * Wilder's smoothing: the mean of the first n numbers, then (previous * (n - 1) + x) / n.
 *
 * <p>The operations are in TA-Lib's order, so that the results agree bit for bit. Not thread-safe.
 */
final class WilderMean implements Stateful {
    private final int period;
    private double mean;
    private int seeded;

    WilderMean(final int period) {
        this.period = period;
    }

    void add(final double x) {
        if (seeded == period) {
            mean = (mean * (period - 1) + x) / period;
            return;
        }
        mean += x;
        seeded++;
        if (seeded == period) {
            mean /= period;
        }
    }

    /** True once n numbers have been taken. */
    boolean isFull() {
        return seeded == period;
    }

    /** The smoothed mean; the sum so far until it is full. */
    double mean() {
        return mean;
    }

    @Override
    public void writeState(final StateSink sink) {
        sink.putLong(seeded);
        sink.putDouble(mean);
    }

    @Override
    public void readState(final StateSource source) {
        seeded = source.getInt("WilderMean.seeded");
        mean = source.getDouble();
    }
}
