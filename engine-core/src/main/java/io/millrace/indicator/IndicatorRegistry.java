package io.millrace.indicator;

import io.millrace.config.NearestName;
import java.util.ArrayList;
import java.util.List;

/**
 * The indicators there are, in the order they are listed to a user. Immutable; may be shared between threads.
 *
 * <p>A new indicator is one file and one line here.
 */
public final class IndicatorRegistry {
    private static final IndicatorRegistry STANDARD = new IndicatorRegistry(List.of(
            Sma.DEFINITION,
            Ema.DEFINITION,
            Wma.DEFINITION,
            Rsi.DEFINITION,
            Macd.DEFINITION,
            Change.RATE,
            Change.MOMENTUM,
            TrueRange.DEFINITION,
            Atr.DEFINITION,
            Adx.DEFINITION,
            Bollinger.DEFINITION,
            Donchian.DEFINITION,
            Keltner.DEFINITION,
            Stochastic.DEFINITION,
            Cci.DEFINITION,
            RollingExtreme.MAX,
            RollingExtreme.MIN,
            Sma.ROLLING_MEAN,
            RollingDeviation.DEFINITION,
            ZScore.DEFINITION,
            PercentRank.DEFINITION,
            LogReturnDeviation.DEFINITION,
            LogReturnDeviation.REALISED,
            Sma.VOLUME,
            VolumeRatio.DEFINITION,
            ZScore.VOLUME,
            Obv.DEFINITION,
            Vwap.DEFINITION,
            Correlation.DEFINITION,
            Beta.DEFINITION));

    private final List<IndicatorDefinition> definitions;
    private final List<String> names;

    /** A registry of other indicators, for instance the standard ones and a user's own. */
    public IndicatorRegistry(final List<IndicatorDefinition> definitions) {
        this.definitions = List.copyOf(definitions);
        final List<String> seen = new ArrayList<>();
        for (final IndicatorDefinition definition : this.definitions) {
            if (seen.contains(definition.name())) {
                throw new IllegalArgumentException(
                        "indicator '" + definition.name() + "' is registered twice; give one another name");
            }
            seen.add(definition.name());
        }
        this.names = List.copyOf(seen);
    }

    /** The indicators that come with the engine. */
    public static IndicatorRegistry standard() {
        return STANDARD;
    }

    public List<IndicatorDefinition> definitions() {
        return definitions;
    }

    /**
     * Finds an indicator by name.
     *
     * @throws IllegalArgumentException for an unknown name, offering the nearest known one
     */
    public IndicatorDefinition definition(final String name) {
        final int index = names.indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException("indicator '" + name + "' is unknown; did you mean '"
                    + NearestName.closest(name, names) + "'? Known are " + names);
        }
        return definitions.get(index);
    }

    /**
     * Reads {@code sma(50)}, {@code rmax(20,high)}, {@code atr} (the standard values).
     *
     * @throws IllegalArgumentException saying what is wrong and what was expected
     */
    public IndicatorSpec parse(final String text) {
        return IndicatorSpecText.parse(text, this);
    }
}
