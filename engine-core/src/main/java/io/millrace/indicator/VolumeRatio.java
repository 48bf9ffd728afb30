package io.millrace.indicator;

import java.util.List;

/** The volume of a bar against the mean of its window, in which it is included. */
final class VolumeRatio extends WindowIndicator {
    static final IndicatorDefinition DEFINITION = new IndicatorDefinition(
            "vratio",
            "volume ratio",
            "x[t] / m; m = mean of the last n inputs, the current one included; 1 where m = 0; first value at bar n",
            "relative volume (Murphy 1999, ch. 7); the current bar is part of the mean, which bounds the ratio by n",
            List.of(IndicatorParameter.period(20)),
            BarInput.VOLUME,
            List.of("value"),
            spec -> new VolumeRatio(spec.whole(0), new WindowSum(spec.whole(0))));

    private final double period;
    private final WindowSum window;

    private VolumeRatio(final int period, final WindowSum window) {
        super(period, window);
        this.period = period;
        this.window = window;
    }

    @Override
    public void update(final double input, final BarValues bar) {
        final double sum = window.add(input);
        if (window.isFull()) {
            emit(sum == 0 ? 1 : input * period / sum);
        }
    }
}
