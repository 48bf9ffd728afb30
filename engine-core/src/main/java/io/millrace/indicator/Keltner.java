package io.millrace.indicator;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import java.util.List;

/** Keltner channel in its modern form: an exponential mean, and a multiple of the average true range around it. */
final class Keltner extends MultiIndicator {
    static final IndicatorDefinition DEFINITION = new IndicatorDefinition(
            "keltner",
            "Keltner channel",
            "mid = ema(period) of the close; upper, lower = mid +- k * atr(atr); seeds as in 'ema' and 'atr'; first"
                    + " values at bar max(period, atr + 1)",
            "Raschke's form (1980s) of Keltner, How to Make Money in Commodities (1960): exponential mean and average"
                    + " true range in place of simple means",
            List.of(
                    IndicatorParameter.period(20),
                    IndicatorParameter.bars("atr", 10, "true ranges averaged"),
                    IndicatorParameter.width("k", 2, "average true ranges from the middle to either side")),
            BarInput.BAR,
            List.of("mid", "upper", "lower"),
            spec -> new Keltner(spec.whole(0), new Atr(spec.whole(1)), spec.real(2)));

    private final ExponentialMean middle;
    private final Atr range;
    private final double width;

    private Keltner(final int period, final Atr range, final double width) {
        super(
                Math.max(period, range.warmUp()),
                Math.max(period + SeedFade.ofExponential(period), range.convergenceBars()),
                DEFINITION.outputs().size());
        this.middle = new ExponentialMean(period);
        this.range = range;
        this.width = width;
    }

    @Override
    public void update(final double input, final BarValues bar) {
        middle.add(bar.close());
        range.update(input, bar);
        final double half = width * range.value();
        if (middle.isFull() && !Double.isNaN(half)) {
            emit(0, middle.mean());
            emit(1, middle.mean() + half);
            emit(2, middle.mean() - half);
        }
    }

    @Override
    public void writeState(final StateSink sink) {
        middle.writeState(sink);
        range.writeState(sink);
    }

    @Override
    public void readState(final StateSource source) {
        middle.readState(source);
        range.readState(source);
    }
}
