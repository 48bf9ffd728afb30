package io.millrace.indicator;

import java.util.Set;

/**
 * How an output changes when the units of its market do. With {@code to} new units for {@code from} old ones every
 * price is {@code from / to} as high and every volume {@code to / from} as large.
 *
 * <p>Prices have degree 1, volumes -1, pure numbers 0; a value in new units is the old one divided by
 * {@code (to / from)} to the power of its degree. Stateless.
 */
final class SplitDegree {
    /** In the unit of what they follow. */
    private static final Set<String> AS_INPUT =
            Set.of("sma", "ema", "wma", "macd", "mom", "rmean", "rstdev", "rmax", "rmin", "vma");

    private static final Set<String> PRICES = Set.of("tr", "atr", "donchian", "keltner", "vwap");
    private static final int BANDS = 3;

    private SplitDegree() {}

    static int of(final IndicatorSpec spec) {
        final String name = spec.definition().name();
        final int followed = spec.input() == BarInput.VOLUME ? -1 : 1;
        if (PRICES.contains(name)) {
            return 1;
        }
        if (AS_INPUT.contains(name)) {
            return followed;
        }
        return switch (name) {
            case "bb" -> spec.output() < BANDS ? followed : 0;
            case "obv" -> -1;
            case "beta" -> followed + 1;
            default -> 0;
        };
    }
}
