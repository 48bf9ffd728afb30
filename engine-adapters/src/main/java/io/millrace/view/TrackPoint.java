package io.millrace.view;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import java.util.ArrayList;
import java.util.List;

/** Indicator values after the bar that began at a time. */
public record TrackPoint(long openTimeNs, List<Double> values) {
    private static final int MOST_VALUES = 1 << 16;

    public TrackPoint {
        values = List.copyOf(values);
    }

    void write(StateSink sink) {
        sink.putLong(openTimeNs);
        sink.putLong(values.size());
        values.forEach(sink::putDouble);
    }

    static TrackPoint read(StateSource source) {
        return new TrackPoint(source.getLong(), values(source));
    }

    static List<Double> values(StateSource source) {
        int count = source.getCount("TrackPoint.values", MOST_VALUES);
        List<Double> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            values.add(source.getDouble());
        }
        return values;
    }
}
