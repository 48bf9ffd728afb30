package io.millrace.indicator;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;

/** An indicator whose whole state is its newest value and one window. Not thread-safe. */
abstract class WindowIndicator extends Indicator {
    private final Stateful window;

    /** @param window what the indicator looks at; it is saved with the value */
    WindowIndicator(final int warmUp, final Stateful window) {
        super(warmUp);
        this.window = window;
    }

    @Override
    public final void writeState(final StateSink sink) {
        sink.putDouble(value());
        window.writeState(sink);
    }

    @Override
    public final void readState(final StateSource source) {
        emit(source.getDouble());
        window.readState(source);
    }
}
