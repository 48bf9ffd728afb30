package io.millrace.indicator;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;

/** A figure of the last n pairs of two series. Inputs must be finite. Not thread-safe. */
abstract class RollingPairs implements Stateful {
    final WindowComoments window;

    /** @param figure its name, for a length that cannot be */
    RollingPairs(final String figure, final int length) {
        if (length < 1) {
            throw new IllegalArgumentException(figure + " over " + length + " pairs; expected at least 1");
        }
        this.window = new WindowComoments(length);
    }

    @Override
    public final void writeState(final StateSink sink) {
        window.writeState(sink);
    }

    @Override
    public final void readState(final StateSource source) {
        window.readState(source);
    }
}
