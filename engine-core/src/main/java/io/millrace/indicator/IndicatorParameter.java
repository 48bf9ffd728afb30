package io.millrace.indicator;

import java.math.BigDecimal;

/**
 * One parameter of an indicator: what the CLI, the optimiser and the documentation list.
 *
 * @param whole true when only whole numbers make sense, as for a period
 * @param min least value allowed
 * @param max greatest value allowed
 * @param standard the value traders use when they do not say
 */
public record IndicatorParameter(String name, boolean whole, double min, double max, double standard, String meaning) {
    /** Longest window: memory grows with it, 8 to 48 bytes a bar for each instrument. */
    public static final int MAX_PERIOD = 100_000;

    public IndicatorParameter {
        if (!(min <= standard && standard <= max)) {
            throw new IllegalArgumentException(
                    "parameter '" + name + "': standard value " + standard + " is not in " + min + " to " + max);
        }
    }

    /** A number of bars, from 1 to {@link #MAX_PERIOD}. */
    public static IndicatorParameter period(final int standard) {
        return new IndicatorParameter("period", true, 1, MAX_PERIOD, standard, "number of bars");
    }

    /** A number of bars under a name of its own. */
    static IndicatorParameter bars(final String name, final int standard, final String meaning) {
        return new IndicatorParameter(name, true, 1, MAX_PERIOD, standard, meaning);
    }

    /** How many deviations or ranges wide a band is on either side, up to 100. */
    static IndicatorParameter width(final String name, final double standard, final String meaning) {
        return new IndicatorParameter(name, false, 0, 100, standard, meaning);
    }

    /** True for a value in range, whole if it has to be; never for NaN. */
    public boolean accepts(final double value) {
        return value >= min && value <= max && (!whole || value == Math.rint(value));
    }

    /** The allowed values in words: {@code a whole number from 1 to 100000}. */
    public String range() {
        return (whole ? "a whole number from " : "a number from ") + text(min) + " to " + text(max);
    }

    static String text(final double value) {
        return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
    }
}
