package io.millrace.indicator;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import java.util.List;

/**
 * Wilder's relative strength index, 0 to 100.
 *
 * <p>Where neither a gain nor a loss is left in the averages, Wilder's formula is 0/0. TA-Lib then gives 0, which reads
 * as deeply oversold; this gives 50, which no threshold takes for a signal.
 */
final class Rsi extends Indicator {
    static final IndicatorDefinition DEFINITION = new IndicatorDefinition(
            "rsi",
            "relative strength index (Wilder)",
            "100 * g / (g + l); g, l = Wilder means of gains and losses: first the mean of the first n changes, then"
                    + " (previous * (n - 1) + x) / n; 50 where g = l = 0; first value at bar n + 1",
            "Wilder, New Concepts in Technical Trading Systems (1978), section VI; TA-Lib RSI",
            List.of(new IndicatorParameter(
                    "period", true, 1, IndicatorParameter.MAX_PERIOD, 14, "number of changes averaged")),
            BarInput.CLOSE,
            List.of("value"),
            spec -> new Rsi(spec.whole(0)));

    private final WilderMean gains;
    private final WilderMean losses;
    private double previous = Double.NaN;

    private Rsi(final int period) {
        super(period + 1, period + 1 + SeedFade.ofWilder(period));
        this.gains = new WilderMean(period);
        this.losses = new WilderMean(period);
    }

    @Override
    public void update(final double input, final BarValues bar) {
        final double change = input - previous;
        previous = input;
        if (Double.isNaN(change)) {
            return;
        }
        gains.add(Math.max(change, 0.0));
        losses.add(Math.max(-change, 0.0));
        if (gains.isFull()) {
            final double both = gains.mean() + losses.mean();
            emit(both == 0 ? 50 : 100 * (gains.mean() / both));
        }
    }

    @Override
    public void writeState(final StateSink sink) {
        sink.putDouble(previous);
        gains.writeState(sink);
        losses.writeState(sink);
    }

    @Override
    public void readState(final StateSource source) {
        previous = source.getDouble();
        gains.readState(source);
        losses.readState(source);
    }
}
