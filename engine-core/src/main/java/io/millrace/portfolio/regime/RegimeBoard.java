package io.millrace.portfolio.regime;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;
import io.millrace.event.codec.RegimeDimension;
import io.millrace.event.codec.RegimeState;
import java.util.Arrays;

/**
 * The state of each dimension, and the factor that all of them together make for each strategy: the product of its
 * multipliers. Decide thread; no allocation.
 */
public final class RegimeBoard implements Stateful {
    private static final RegimeDimension[] DIMENSIONS = {
        RegimeDimension.EQUITY, RegimeDimension.VOLATILITY, RegimeDimension.CRYPTO, RegimeDimension.MACRO
    };

    private final Hysteresis[] states = new Hysteresis[DIMENSIONS.length];
    private final RegimeTable table;
    private final double[] factors;

    public RegimeBoard(final RegimeConfig config, final int strategies) {
        for (int i = 0; i < states.length; i++) {
            states[i] = new Hysteresis(config.holdBars());
        }
        table = RegimeTable.of(config.table(), strategies);
        factors = new double[strategies];
        Arrays.fill(factors, 1);
        updateFactors();
    }

    /** What to multiply a strategy's weights by; 1 when nothing speaks against it. */
    public double factor(final int strategy) {
        return factors[strategy];
    }

    public RegimeState state(final RegimeDimension dimension) {
        return states[dimension.value()].current();
    }

    /**
     * Takes what the newest bar of a dimension says.
     *
     * @param said null when it says nothing yet
     */
    public void accept(
            final RegimeDimension dimension,
            final RegimeState said,
            final double metric,
            final double reference,
            final RegimeListener listener) {
        if (said == null) {
            return;
        }
        final Hysteresis state = states[dimension.value()];
        final RegimeState previous = state.current();
        if (state.accept(said)) {
            updateFactors();
            listener.onRegime(dimension, previous, said, metric, reference, state.bars());
        }
    }

    @Override
    public void writeState(final StateSink sink) {
        for (final Hysteresis state : states) {
            state.writeState(sink);
        }
    }

    @Override
    public void readState(final StateSource source) {
        for (final Hysteresis state : states) {
            state.readState(source);
        }
        updateFactors();
    }

    private void updateFactors() {
        for (int strategy = 0; strategy < factors.length; strategy++) {
            double product = 1;
            for (int i = 0; i < states.length; i++) {
                product *= table.multiplier(strategy, DIMENSIONS[i], states[i].current());
            }
            factors[strategy] = product;
        }
    }
}
