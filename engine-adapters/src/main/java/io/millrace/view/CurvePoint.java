package io.millrace.view;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;

/** The account's equity at a time. */
public record CurvePoint(long timeNs, long equity) {
    void write(StateSink sink) {
        sink.putLong(timeNs);
        sink.putLong(equity);
    }

    static CurvePoint read(StateSource source) {
        return new CurvePoint(source.getLong(), source.getLong());
    }
}
