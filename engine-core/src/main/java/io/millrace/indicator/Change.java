package io.millrace.indicator;

import java.util.List;

/** The change over n bars: momentum as a difference, rate of change as a percentage. Equal to TA-Lib's to the bit. */
final class Change extends WindowIndicator {
    static final IndicatorDefinition MOMENTUM =
            definition("mom", "momentum", "x[t] - x[t-n]; first value at bar n + 1", "TA-Lib MOM", false);
    static final IndicatorDefinition RATE = definition(
            "roc",
            "rate of change in percent",
            "100 * (x[t] / x[t-n] - 1), 0 where x[t-n] = 0; first value at bar n + 1",
            "TA-Lib ROC",
            true);

    private final boolean relative;
    private final Lag lag;

    private Change(final int period, final Lag lag, final boolean relative) {
        super(period + 1, lag);
        this.relative = relative;
        this.lag = lag;
    }

    private static IndicatorDefinition definition(
            final String name,
            final String meaning,
            final String formula,
            final String library,
            final boolean relative) {
        return new IndicatorDefinition(
                name,
                meaning,
                formula,
                "Murphy, Technical Analysis of the Financial Markets (1999), ch. 10; " + library,
                List.of(IndicatorParameter.period(10)),
                BarInput.CLOSE,
                List.of("value"),
                spec -> new Change(spec.whole(0), new Lag(spec.whole(0)), relative));
    }

    @Override
    public void update(final double input, final BarValues bar) {
        final double before = lag.add(input);
        if (!relative) {
            emit(input - before);
            return;
        }
        emit(before == 0 ? 0 : (input / before - 1) * 100);
    }
}
