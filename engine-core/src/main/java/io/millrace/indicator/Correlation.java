package io.millrace.indicator;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import java.util.List;

/** Rolling correlation of a number of the bar with its volume; see {@link RollingCorrelation} for other pairs. */
final class Correlation extends Indicator {
    static final IndicatorDefinition DEFINITION = new IndicatorDefinition(
            "corr",
            "rolling Pearson correlation with the volume",
            "sum((x - mx) * (v - mv)) / sqrt(sum((x - mx)^2) * sum((v - mv)^2)) over the last n bars, v the volume, mx"
                    + " and mv the means; 0 where x or v does not move; first value at bar n",
            "Pearson's r (definition); TA-Lib CORREL",
            List.of(IndicatorParameter.period(20)),
            BarInput.CLOSE,
            List.of("value"),
            spec -> new Correlation(spec.whole(0)));

    private final RollingCorrelation pairs;

    private Correlation(final int period) {
        super(period);
        this.pairs = new RollingCorrelation(period);
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
