package io.millrace.indicator;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import java.util.List;

/** Highest or lowest of the last n inputs, the current one included: the two sides of a Donchian channel. */
final class RollingExtreme extends Indicator {
    static final IndicatorDefinition MAX = definition(
            "rmax", "rolling maximum (highest)", "max(x[t], ..., x[t-n+1]); first value at bar n", BarInput.HIGH, 1);
    static final IndicatorDefinition MIN = definition(
            "rmin", "rolling minimum (lowest)", "min(x[t], ..., x[t-n+1]); first value at bar n", BarInput.LOW, -1);

    /** 1 for the highest, -1 for the lowest, which is the negated highest of the negated inputs, exactly. */
    private final double sign;

    private final WindowMax window;

    private RollingExtreme(final int period, final double sign) {
        super(period);
        this.sign = sign;
        this.window = new WindowMax(period);
    }

    private static IndicatorDefinition definition(
            final String name, final String meaning, final String formula, final BarInput input, final double sign) {
        return new IndicatorDefinition(
                name,
                meaning,
                formula,
                "Donchian channel (Murphy 1999, ch. 9), the current bar included; TA-Lib " + (sign > 0 ? "MAX" : "MIN"),
                List.of(IndicatorParameter.period(20)),
                input,
                List.of("value"),
                spec -> new RollingExtreme(spec.whole(0), sign));
    }

    @Override
    public void update(final double input, final BarValues bar) {
        final double greatest = window.add(sign * input);
        if (window.isFull()) {
            emit(sign * greatest);
        }
    }

    @Override
    public void writeState(final StateSink sink) {
        sink.putDouble(sign);
        sink.putDouble(value());
        window.writeState(sink);
    }

    @Override
    public void readState(final StateSource source) {
        source.expect("RollingExtreme.sign", Double.doubleToRawLongBits(sign));
        emit(source.getDouble());
        window.readState(source);
    }
}
