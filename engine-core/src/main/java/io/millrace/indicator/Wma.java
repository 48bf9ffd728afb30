package io.millrace.indicator;

import java.util.List;

/** Linearly weighted moving average: the newest input counts n times, the oldest once. */
final class Wma extends WindowIndicator {
    static final IndicatorDefinition DEFINITION = new IndicatorDefinition(
            "wma",
            "weighted moving average (linear)",
            "(n * x[t] + (n-1) * x[t-1] + ... + 1 * x[t-n+1]) / (n * (n+1) / 2); first value at bar n",
            "Murphy, Technical Analysis of the Financial Markets (1999), ch. 9; TA-Lib WMA",
            List.of(IndicatorParameter.period(20)),
            BarInput.CLOSE,
            List.of("value"),
            spec -> new Wma(spec.whole(0), new WindowWeightedSum(spec.whole(0))));

    private final double weights;
    private final WindowWeightedSum window;

    private Wma(final int period, final WindowWeightedSum window) {
        super(period, window);
        this.weights = period * (period + 1.0) / 2;
        this.window = window;
    }

    @Override
    public void update(final double input, final BarValues bar) {
        final double sum = window.add(input);
        if (window.isFull()) {
            emit(sum / weights);
        }
    }
}
