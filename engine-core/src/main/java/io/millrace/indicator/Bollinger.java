package io.millrace.indicator;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import java.util.List;

/** Bollinger bands, and where the input stands between them. */
final class Bollinger extends MultiIndicator {
    static final IndicatorDefinition DEFINITION = new IndicatorDefinition(
            "bb",
            "Bollinger bands, %b and bandwidth",
            "mid = mean of the last n inputs; upper, lower = mid +- k * population deviation of the same; pctb = (x -"
                    + " lower) / (upper - lower), 0.5 where they are equal; bandwidth = (upper - lower) / mid, 0 where"
                    + " mid = 0; first values at bar n",
            "Bollinger, Bollinger on Bollinger Bands (2001); divided by n, as there and in TA-Lib BBANDS",
            List.of(
                    IndicatorParameter.period(20),
                    IndicatorParameter.width("k", 2, "deviations from the middle to either band")),
            BarInput.CLOSE,
            List.of("mid", "upper", "lower", "pctb", "bandwidth"),
            spec -> new Bollinger(spec.whole(0), spec.real(1)));

    private final double period;
    private final double width;
    private final WindowMoments window;

    private Bollinger(final int period, final double width) {
        super(period, period, DEFINITION.outputs().size());
        this.period = period;
        this.width = width;
        this.window = new WindowMoments(period);
    }

    @Override
    public void update(final double input, final BarValues bar) {
        window.add(input);
        if (!window.isFull()) {
            return;
        }
        final double mid = window.mean();
        final double half = width * Math.sqrt(window.sumOfSquares() / period);
        emit(0, mid);
        emit(1, mid + half);
        emit(2, mid - half);
        emit(3, half == 0 ? 0.5 : (input - mid + half) / (2 * half));
        emit(4, mid == 0 ? 0 : 2 * half / mid);
    }

    @Override
    public void writeState(final StateSink sink) {
        sink.putDouble(value());
        window.writeState(sink);
    }

    @Override
    public void readState(final StateSource source) {
        emit(0, source.getDouble());
        window.readState(source);
    }
}
