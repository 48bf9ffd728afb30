package io.millrace.indicator;

import java.util.List;

/** How many deviations the input is away from the mean of its window, in which it is included. */
final class ZScore extends WindowIndicator {
    static final IndicatorDefinition DEFINITION = definition("zscore", "z-score", "", BarInput.CLOSE);
    static final IndicatorDefinition VOLUME =
            definition("vzscore", "volume z-score", ", x the volume; the same as zscore(n,volume)", BarInput.VOLUME);

    private final double period;
    private final WindowMoments window;

    private ZScore(final int period, final WindowMoments window) {
        super(period, window);
        this.period = period;
        this.window = window;
    }

    private static IndicatorDefinition definition(
            final String name, final String meaning, final String remark, final BarInput input) {
        return new IndicatorDefinition(
                name,
                meaning,
                "(x[t] - m) / s; m, s = mean and population deviation of the last n inputs, the current one included;"
                        + " 0 where s = 0; first value at bar n" + remark,
                "definition of the standard score; divided by n as rstdev",
                List.of(IndicatorParameter.period(20)),
                input,
                List.of("value"),
                spec -> new ZScore(spec.whole(0), new WindowMoments(spec.whole(0))));
    }

    @Override
    public void update(final double input, final BarValues bar) {
        window.add(input);
        if (window.isFull()) {
            final double deviation = Math.sqrt(window.sumOfSquares() / period);
            emit(deviation == 0 ? 0 : (input - window.mean()) / deviation);
        }
    }
}
