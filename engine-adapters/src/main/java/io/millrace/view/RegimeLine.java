package io.millrace.view;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;

/** What a dimension of the market is in, and since when. */
public record RegimeLine(String dimension, String state, long sinceNs) {
    void write(StateSink sink) {
        SavedText.put(sink, dimension);
        SavedText.put(sink, state);
        sink.putLong(sinceNs);
    }

    static RegimeLine read(StateSource source) {
        return new RegimeLine(
                SavedText.get(source, "RegimeLine.dimension"),
                SavedText.get(source, "RegimeLine.state"),
                source.getLong());
    }
}
