package io.millrace.indicator;

import io.millrace.event.StateSink;
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

    private final double alpha;
    private double seedSum;
    private int seeded;

    private Ema(final int period) {
        super(period);
        this.alpha = 2.0 / (period + 1);
    }

    @Override
    public void update(
            final double input,
            final double open,
            final double high,
            final double low,
            final double close,
            final double volume) {
        if (seeded == warmUp()) {
            emit((input - value()) * alpha + value());
            return;
        }
        seedSum += input;
        seeded++;
        if (seeded == warmUp()) {
            emit(seedSum / seeded);
        }
    }

    @Override
    public void writeState(final StateSink sink) {
        sink.putLong(seeded);
        sink.putDouble(seeded == warmUp() ? value() : seedSum);
    }
}
