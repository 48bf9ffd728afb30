package io.millrace.indicator;

import java.util.List;

/** Simple moving average: the mean of the last n inputs. */
final class Sma extends WindowIndicator {
    static final IndicatorDefinition DEFINITION = definition(
            "sma",
            "simple moving average",
            "",
            "Murphy, Technical Analysis of the Financial Markets (1999), ch. 9; TA-Lib SMA",
            BarInput.CLOSE);

    /** The same number under the name that goes with rmax and rmin. */
    static final IndicatorDefinition ROLLING_MEAN =
            definition("rmean", "rolling mean", "; the same as sma", "definition of the mean", BarInput.CLOSE);

    static final IndicatorDefinition VOLUME = definition(
            "vma",
            "volume moving average",
            ", x the volume; the same as sma(n,volume)",
            "Murphy, Technical Analysis of the Financial Markets (1999), ch. 7",
            BarInput.VOLUME);

    private final double period;
    private final WindowSum window;

    private Sma(final int period, final WindowSum window) {
        super(period, window);
        this.period = period;
        this.window = window;
    }

    private static IndicatorDefinition definition(
            final String name, final String meaning, final String remark, final String source, final BarInput input) {
        return new IndicatorDefinition(
                name,
                meaning,
                "(x[t] + ... + x[t-n+1]) / n; first value at bar n" + remark,
                source,
                List.of(IndicatorParameter.period(20)),
                input,
                List.of("value"),
                spec -> new Sma(spec.whole(0), new WindowSum(spec.whole(0))));
    }

    @Override
    public void update(final double input, final BarValues bar) {
        final double sum = window.add(input);
        if (window.isFull()) {
            emit(sum / period);
        }
    }
}
