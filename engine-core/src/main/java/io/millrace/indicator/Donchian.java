package io.millrace.indicator;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import java.util.List;

/** Donchian channel: highest high, lowest low and the middle of the last n bars. */
final class Donchian extends MultiIndicator {
    static final IndicatorDefinition DEFINITION = new IndicatorDefinition(
            "donchian",
            "Donchian channel",
            "upper = highest high, lower = lowest low of the last n bars, the current one included (rmax, rmin); mid ="
                    + " (upper + lower) / 2; first values at bar n",
            "Donchian channel (Murphy 1999, ch. 9), the current bar included; TA-Lib MAX and MIN",
            List.of(IndicatorParameter.period(20)),
            BarInput.BAR,
            List.of("upper", "lower", "mid"),
            spec -> new Donchian(spec.whole(0)));

    private final WindowMax highs;
    private final WindowMax negatedLows;

    private Donchian(final int period) {
        super(period, period, DEFINITION.outputs().size());
        this.highs = new WindowMax(period);
        this.negatedLows = new WindowMax(period);
    }

    @Override
    public void update(final double input, final BarValues bar) {
        final double upper = highs.add(bar.high());
        final double lower = -negatedLows.add(-bar.low());
        if (highs.isFull()) {
            emit(0, upper);
            emit(1, lower);
            emit(2, (upper + lower) / 2);
        }
    }

    @Override
    public void writeState(final StateSink sink) {
        highs.writeState(sink);
        negatedLows.writeState(sink);
    }

    @Override
    public void readState(final StateSource source) {
        highs.readState(source);
        negatedLows.readState(source);
    }
}
