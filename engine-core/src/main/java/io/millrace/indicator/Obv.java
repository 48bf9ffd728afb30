package io.millrace.indicator;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import java.util.List;

/**
 * On-balance volume. Only its changes mean something: the level depends on the bar it was started at, for ever.
 */
final class Obv extends Indicator {
    static final IndicatorDefinition DEFINITION = new IndicatorDefinition(
            "obv",
            "on-balance volume",
            "previous + volume after a higher close, - volume after a lower one, unchanged after an"
                    + " equal one; the first"
                    + " bar counts as higher; first value at bar 1",
            "Granville, New Key to Stock Market Profits (1963); start as in TA-Lib OBV",
            List.of(),
            BarInput.BAR,
            List.of("value"),
            spec -> new Obv());

    private final CompensatedSum balance = new CompensatedSum();
    private double previousClose = Double.NEGATIVE_INFINITY;

    private Obv() {
        super(1, NEVER);
    }

    @Override
    public void update(final double input, final BarValues bar) {
        if (bar.close() > previousClose) {
            balance.add(bar.volume());
        } else if (bar.close() < previousClose) {
            balance.add(-bar.volume());
        }
        previousClose = bar.close();
        emit(balance.value());
    }

    @Override
    public void writeState(final StateSink sink) {
        sink.putDouble(previousClose);
        balance.writeState(sink);
    }

    @Override
    public void readState(final StateSource source) {
        previousClose = source.getDouble();
        balance.readState(source);
    }
}
