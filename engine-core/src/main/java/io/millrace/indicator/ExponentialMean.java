package io.millrace.indicator;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;

/**
 * Exponential smoothing: the mean of the first n numbers, then m + (x - m) * 2 / (n + 1).
 *
 * <p>The operations are in TA-Lib's order, so that the results agree bit for bit. Not thread-safe.
 */
final class ExponentialMean implements Stateful {
    private final int period;
    private final double alpha;
    private double mean;
    private int seeded;

    ExponentialMean(final int period) {
        this.period = period;
        this.alpha = 2.0 / (period + 1);
    }

    void add(final double x) {
        if (seeded == period) {
            mean = (x - mean) * alpha + mean;
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
        seeded = source.getInt("ExponentialMean.seeded");
        mean = source.getDouble();
    }
}
