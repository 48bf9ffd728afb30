package io.millrace.engine;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;
import java.util.Arrays;

/** The newest observation of every configured series, and when it was knowable. Decide thread. */
final class SeriesValues implements Stateful {
    private final double[] values;
    private final long[] timesNs;

    SeriesValues(final int series) {
        values = new double[series];
        timesNs = new long[series];
        Arrays.fill(values, Double.NaN);
        Arrays.fill(timesNs, Long.MIN_VALUE);
    }

    /** False for an observation that is not kept: of a series that nobody configured, or older than the newest. */
    boolean accept(final int series, final double value, final long knowableNs) {
        if (series >= 0 && series < values.length && knowableNs >= timesNs[series]) {
            values[series] = value;
            timesNs[series] = knowableNs;
            return true;
        }
        return false;
    }

    /** NaN for the series -1, which stands for one that is not configured. */
    double value(final int series) {
        return series < 0 ? Double.NaN : values[series];
    }

    long timeNs(final int series) {
        return series < 0 ? Long.MIN_VALUE : timesNs[series];
    }

    @Override
    public void writeState(final StateSink sink) {
        for (int i = 0; i < values.length; i++) {
            sink.putDouble(values[i]);
            sink.putLong(timesNs[i]);
        }
    }

    @Override
    public void readState(final StateSource source) {
        for (int i = 0; i < values.length; i++) {
            values[i] = source.getDouble();
            timesNs[i] = source.getLong();
        }
    }
}
