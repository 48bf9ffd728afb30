package io.millrace.view;

import java.util.List;

/** The newest indicator values of one stream over time, oldest first. */
public record IndicatorTrack(int stream, String symbol, String timeframe, List<TrackPoint> points) {
    public IndicatorTrack {
        points = List.copyOf(points);
    }
}
