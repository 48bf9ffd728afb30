package io.millrace.indicator;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;

/**
 * A running sum that keeps what each addition rounds off (Knuth's two-sum), for sums that no window bounds. Good to the
 * last bit or two over many millions of numbers. Not thread-safe.
 */
final class CompensatedSum implements Stateful {
    private double sum;
    private double lost;

    void add(final double x) {
        final double next = sum + x;
        final double part = next - sum;
        lost += (sum - (next - part)) + (x - part);
        sum = next;
    }

    double value() {
        return sum + lost;
    }

    void clear() {
        sum = 0;
        lost = 0;
    }

    @Override
    public void writeState(final StateSink sink) {
        sink.putDouble(sum);
        sink.putDouble(lost);
    }

    @Override
    public void readState(final StateSource source) {
        sum = source.getDouble();
        lost = source.getDouble();
    }
}
