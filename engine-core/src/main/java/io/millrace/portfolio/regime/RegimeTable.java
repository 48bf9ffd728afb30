package io.millrace.portfolio.regime;

import io.millrace.event.codec.RegimeDimension;
import io.millrace.event.codec.RegimeState;
import io.millrace.fixed.Fixed;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;

/** Multipliers by strategy, dimension and state. Immutable. */
public final class RegimeTable {
    private static final int STATES = 9;
    private static final int DIMENSIONS = 4;

    private final double[] multipliers;

    private RegimeTable(final double[] multipliers) {
        this.multipliers = multipliers;
    }

    /** The names of a dimension's states as they stand in the table, {@code equity.bear} and so on. */
    public static List<String> names() {
        final List<String> names = new ArrayList<>();
        for (int dimension = 0; dimension < DIMENSIONS; dimension++) {
            for (final RegimeState state : statesOf(RegimeDimension.get((short) dimension))) {
                names.add(name(RegimeDimension.get((short) dimension), state));
            }
        }
        return names;
    }

    static RegimeTable of(final SortedMap<String, Long> table, final int strategies) {
        final double[] multipliers = new double[strategies * DIMENSIONS * STATES];
        for (int strategy = 0; strategy < strategies; strategy++) {
            for (int dimension = 0; dimension < DIMENSIONS; dimension++) {
                for (int state = 0; state < STATES; state++) {
                    final String name = name(RegimeDimension.get((short) dimension), RegimeState.get((short) state));
                    final long forAll = table.getOrDefault(name, Fixed.ONE);
                    multipliers[index(strategy, dimension, state)] =
                            Fixed.toDouble(table.getOrDefault(strategy + "." + name, forAll));
                }
            }
        }
        return new RegimeTable(multipliers);
    }

    double multiplier(final int strategy, final RegimeDimension dimension, final RegimeState state) {
        return multipliers[index(strategy, dimension.value(), state.value())];
    }

    private static int index(final int strategy, final int dimension, final int state) {
        return (strategy * DIMENSIONS + dimension) * STATES + state;
    }

    private static String name(final RegimeDimension dimension, final RegimeState state) {
        return dimension.name().toLowerCase(Locale.ROOT) + "." + state.name().toLowerCase(Locale.ROOT);
    }

    private static RegimeState[] statesOf(final RegimeDimension dimension) {
        return switch (dimension) {
            case VOLATILITY ->
                new RegimeState[] {RegimeState.NEUTRAL, RegimeState.LOW, RegimeState.NORMAL, RegimeState.HIGH};
            case MACRO ->
                new RegimeState[] {
                    RegimeState.NEUTRAL, RegimeState.EXPANSION, RegimeState.SLOWDOWN, RegimeState.CONTRACTION
                };
            default -> new RegimeState[] {RegimeState.NEUTRAL, RegimeState.BULL, RegimeState.BEAR};
        };
    }
}
