package io.millrace.indicator;

import java.util.Arrays;

/** An indicator that gives several values a bar. */
public abstract class MultiIndicator extends Indicator {
    private final double[] values;

    /** @param outputs how many values a bar gives, as many as the definition names */
    protected MultiIndicator(final int warmUp, final int convergenceBars, final int outputs) {
        super(warmUp, convergenceBars);
        this.values = new double[outputs];
        Arrays.fill(values, Double.NaN);
    }

    @Override
    public final int outputs() {
        return values.length;
    }

    @Override
    public final double value(final int output) {
        return values[output];
    }

    /** Sets one output; all have to be set once the warm-up is over. */
    protected final void emit(final int output, final double newValue) {
        values[output] = newValue;
        if (output == 0) {
            emit(newValue);
        }
    }
}
