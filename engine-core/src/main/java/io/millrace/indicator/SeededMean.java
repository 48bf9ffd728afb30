package io.millrace.indicator;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;

/** A smoothed mean that begins with the plain mean of the first n numbers. Not thread-safe. */
abstract class SeededMean implements Stateful {
    final int period;
    double mean;
    private int seeded;

    SeededMean(final int period) {
        this.period = period;
    }

    /** Takes one of the first n numbers. */
    final void seed(final double x) {
        mean += x;
        seeded++;
        if (seeded == period) {
            mean /= period;
        }
    }

    /** True once n numbers have been taken. */
    final boolean isFull() {
        return seeded == period;
    }

    /** The smoothed mean; the sum so far until it is full. */
    final double mean() {
        return mean;
    }

    @Override
    public final void writeState(final StateSink sink) {
        sink.putLong(seeded);
        sink.putDouble(mean);
    }

    @Override
    public final void readState(final StateSource source) {
        seeded = source.getInt("SeededMean.seeded");
        mean = source.getDouble();
    }
}
