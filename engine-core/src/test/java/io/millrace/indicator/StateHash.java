package io.millrace.indicator;

import io.millrace.event.StateSink;
import io.millrace.event.Stateful;

/** Folds what a component writes into one number. */
final class StateHash implements StateSink {
    private long hash = 17;

    static long of(final Stateful part) {
        final StateHash sink = new StateHash();
        part.writeState(sink);
        return sink.hash;
    }

    @Override
    public void putLong(final long value) {
        hash = (hash ^ value) * 0x9E3779B97F4A7C15L;
        hash ^= hash >>> 29;
    }
}
