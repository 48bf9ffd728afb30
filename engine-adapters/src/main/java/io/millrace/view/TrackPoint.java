package io.millrace.view;

import java.util.List;

/** Indicator values after the bar that began at a time. */
public record TrackPoint(long openTimeNs, List<Double> values) {
    public TrackPoint {
        values = List.copyOf(values);
    }
}
