package io.millrace.indicator;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import java.util.List;

/** Wilder's true range: how far a bar went, the gap from the close before included. */
final class TrueRange extends Indicator {
    static final IndicatorDefinition DEFINITION = new IndicatorDefinition(
            "tr",
            "true range",
            "max(high - low, |high - previous close|, |low - previous close|); first value at bar 2",
            "Wilder, New Concepts in Technical Trading Systems (1978), section III; the first bar gives none, as in"
                    + " TA-Lib TRANGE, because it has no previous close",
            List.of(),
            BarInput.BAR,
            List.of("value"),
            spec -> new TrueRange());

    private double previousClose = Double.NaN;

    private TrueRange() {
        super(2);
    }

    /** NaN when the previous close is. */
    static double of(final double high, final double low, final double previousClose) {
        return Math.max(high - low, Math.max(Math.abs(high - previousClose), Math.abs(low - previousClose)));
    }

    @Override
    public void update(final double input, final BarValues bar) {
        emit(of(bar.high(), bar.low(), previousClose));
        previousClose = bar.close();
    }

    @Override
    public void writeState(final StateSink sink) {
        sink.putDouble(value());
        sink.putDouble(previousClose);
    }

    @Override
    public void readState(final StateSource source) {
        emit(source.getDouble());
        previousClose = source.getDouble();
    }
}
