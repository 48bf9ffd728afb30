package io.millrace.indicator;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;
import java.util.Arrays;

/** The number of n bars ago. Not thread-safe. */
final class Lag implements Stateful {
    private final double[] ring;
    private int position;

    Lag(final int length) {
        this.ring = new double[length];
        Arrays.fill(ring, Double.NaN);
    }

    /** Takes the next number and returns the one taken n calls before, NaN while there is none. */
    double add(final double x) {
        final double old = ring[position];
        ring[position] = x;
        position = position + 1 == ring.length ? 0 : position + 1;
        return old;
    }

    @Override
    public void writeState(final StateSink sink) {
        sink.putLong(position);
        for (int i = 0; i < ring.length; i++) {
            sink.putDouble(ring[i]);
        }
    }

    @Override
    public void readState(final StateSource source) {
        position = source.getIndex("Lag.position", ring.length);
        for (int i = 0; i < ring.length; i++) {
            ring[i] = source.getDouble();
        }
    }
}
