package io.millrace.indicator;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import java.util.List;

/** Rolling slope of a number of the bar over its volume; see {@link RollingBeta} for other pairs and for returns. */
final class Beta extends Indicator {
    static final IndicatorDefinition DEFINITION = new IndicatorDefinition(
            "beta",
            "rolling beta to the volume",
            "sum((x - mx) * (v - mv)) / sum((v - mv)^2) over the last n bars, v the volume, mx and mv the means: of the"
                    + " numbers themselves, not of returns; 0 where v does not move; first value at bar n",
            "slope of least squares (definition); TA-Lib BETA is the same over returns",
            List.of(IndicatorParameter.period(20)),
            BarInput.CLOSE,
            List.of("value"),
            spec -> new Beta(spec.whole(0)));

    private final RollingBeta pairs;

    private Beta(final int period) {
        super(period);
        this.pairs = new RollingBeta(period);
    }

    @Override
    public void update(final double input, final BarValues bar) {
        emit(pairs.add(input, bar.volume()));
    }

    @Override
    public void writeState(final StateSink sink) {
        pairs.writeState(sink);
    }

    @Override
    public void readState(final StateSource source) {
        pairs.readState(source);
    }
}
