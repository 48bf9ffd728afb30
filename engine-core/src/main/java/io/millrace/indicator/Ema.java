package io.millrace.indicator;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import java.util.List;

/** Exponential moving average, seeded with the mean of the first n inputs; bit for bit TA-Lib's. */
final class Ema extends Indicator {
    static final IndicatorDefinition DEFINITION = new IndicatorDefinition(
            "ema",
            "exponential moving average",
            "e[t] = e[t-1] + a * (x[t] - e[t-1]), a = 2 / (n + 1); e[n] = mean of the first n inputs;"
                    + " first value at bar n",
            "Murphy, Technical Analysis of the Financial Markets (1999), ch. 9; seed as in TA-Lib EMA (classic)",
            List.of(IndicatorParameter.period(20)),
            BarInput.CLOSE,
            List.of("value"),
            spec -> new Ema(spec.whole(0)));

    private final ExponentialMean mean;

    private Ema(final int period) {
        super(period, period + SeedFade.ofExponential(period));
        this.mean = new ExponentialMean(period);
    }

    @Override
    public void update(final double input, final BarValues bar) {
        mean.add(input);
        if (mean.isFull()) {
            emit(mean.mean());
        }
    }

    @Override
    public void writeState(final StateSink sink) {
        mean.writeState(sink);
    }

    @Override
    public void readState(final StateSource source) {
        mean.readState(source);
    }
}
