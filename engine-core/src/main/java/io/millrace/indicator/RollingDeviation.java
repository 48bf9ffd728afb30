package io.millrace.indicator;

import java.util.List;

/** Population standard deviation of the last n inputs; exactly 0 where they are equal. */
final class RollingDeviation extends WindowIndicator {
    static final IndicatorDefinition DEFINITION = new IndicatorDefinition(
            "rstdev",
            "rolling standard deviation (population)",
            "sqrt(((x[t] - m)^2 + ... + (x[t-n+1] - m)^2) / n), m their mean; first value at bar n",
            "definition; divided by n, not n - 1, as in Bollinger on Bollinger Bands (2001) and TA-Lib STDDEV",
            List.of(IndicatorParameter.period(20)),
            BarInput.CLOSE,
            List.of("value"),
            spec -> new RollingDeviation(spec.whole(0), new WindowMoments(spec.whole(0))));

    private final double period;
    private final WindowMoments window;

    private RollingDeviation(final int period, final WindowMoments window) {
        super(period, window);
        this.period = period;
        this.window = window;
    }

    @Override
    public void update(final double input, final BarValues bar) {
        window.add(input);
        if (window.isFull()) {
            emit(Math.sqrt(window.sumOfSquares() / period));
        }
    }
}
