package io.millrace.strategy.sizing;

import io.millrace.fixed.Fixed;
import io.millrace.fixed.Rounding;

/** What the sizing methods may be given, and the arithmetic two of them share. */
final class SizingRange {
    static final double MOST_LEVERAGE = 100;
    static final double MOST_MULTIPLE = 1_000;

    /** Below this a volatility is a rounding error: its inverse would be no size at all. */
    private static final double LEAST = 1e-12;

    private SizingRange() {}

    static void check(final String name, final double value, final double most) {
        if (!(value > 0 && value <= most)) {
            throw new IllegalArgumentException(
                    "sizing: " + name + " is " + value + "; expected a number above 0 and at most " + most);
        }
    }

    /** False for NaN, infinities, 0 and less. */
    static boolean isUsable(final double volatility) {
        return volatility >= LEAST && volatility < Double.POSITIVE_INFINITY;
    }

    /** The smaller of {@code equity * risk / distance} and {@code equity * most / price}, both rounded down. */
    static long smaller(
            final long equity, final double risk, final long distance, final double most, final long price) {
        final long affordable = units(equity, most, price);
        // Whether the risk asks for more is seen in doubles first: the exact quotient may be out of range.
        final double asked = Fixed.toDouble(equity) * risk / Fixed.toDouble(distance);
        return asked > 2 * Fixed.toDouble(affordable) + 1
                ? affordable
                : Math.min(affordable, units(equity, risk, distance));
    }

    private static long units(final long equity, final double share, final long price) {
        final long money = Fixed.multiplyDown(equity, Fixed.fromDouble(share));
        return Fixed.scale(money, Fixed.ONE, price, Rounding.FLOOR);
    }
}
