package io.millrace.indicator;

import io.millrace.event.StateSink;
import java.util.List;

/** Simple moving average: the mean of the last n inputs. */
final class Sma extends Indicator {
    static final IndicatorDefinition DEFINITION = new IndicatorDefinition(
            "sma",
            "simple moving average",
            "(x[t] + ... + x[t-n+1]) / n; first value at bar n",
            "Murphy, Technical Analysis of the Financial Markets (1999), ch. 9; TA-Lib SMA",
            List.of(IndicatorParameter.period(20)),
            BarInput.CLOSE,
            List.of("value"),
            spec -> new Sma(spec.whole(0)));

    /** The same number under the name that goes with rmax and rmin. */
    static final IndicatorDefinition ROLLING_MEAN = new IndicatorDefinition(
            "rmean",
            "rolling mean",
            "(x[t] + ... + x[t-n+1]) / n; first value at bar n; the same as sma",
            "definition of the mean",
            List.of(IndicatorParameter.period(20)),
            BarInput.CLOSE,
            List.of("value"),
            spec -> new Sma(spec.whole(0)));

    private final double period;
    private final WindowSum window;

    private Sma(final int period) {
        super(period);
        this.period = period;
        this.window = new WindowSum(period);
    }

    @Override
    public void update(
            final double input,
            final double open,
            final double high,
            final double low,
            final double close,
            final double volume) {
        final double sum = window.add(input);
        if (window.isFull()) {
            emit(sum / period);
        }
    }

    @Override
    public void writeState(final StateSink sink) {
        sink.putDouble(value());
        window.writeState(sink);
    }
}
