package io.millrace.view;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;

/** A completed bar. */
public record BarLine(long openTimeNs, long open, long high, long low, long close, long volume) {
    void write(StateSink sink) {
        sink.putLong(openTimeNs);
        sink.putLong(open);
        sink.putLong(high);
        sink.putLong(low);
        sink.putLong(close);
        sink.putLong(volume);
    }

    static BarLine read(StateSource source) {
        return new BarLine(
                source.getLong(),
                source.getLong(),
                source.getLong(),
                source.getLong(),
                source.getLong(),
                source.getLong());
    }
}
