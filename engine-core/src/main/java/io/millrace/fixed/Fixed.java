package io.millrace.fixed;

/**
 * Exact decimal arithmetic on {@code long} at a scale of 1e-8: prices, quantities and money.
 *
 * <p>Range: about -92,233,720,368 to +92,233,720,368 units. Every operation either returns the exact (or explicitly
 * rounded) result or throws {@link ArithmeticException}; nothing wraps silently. Products are formed in 128 bits.
 */
public final class Fixed {
    /** Decimal places. */
    public static final int SCALE = 8;

    /** 1.0 as a fixed number. */
    public static final long ONE = 100_000_000L;

    private static final String OVERFLOW = "fixed-point overflow: the result is beyond +-92233720368.54775807";
    private static final String NOT_FINITE = "fixed-point conversion: the double is NaN, infinite or out of range";
    private static final String DIVIDE_BY_ZERO = "fixed-point division by zero";
    private static final double MAX_AS_DOUBLE = 92_233_720_368.0;

    private Fixed() {}

    /** {@code a * b}, rounded half to even at the eighth decimal: unbiased, so repeated products do not drift. */
    public static long multiply(final long a, final long b) {
        return scale(a, b, ONE, Rounding.HALF_EVEN);
    }

    /** {@code a * b}, rounded towards negative infinity. */
    public static long multiplyDown(final long a, final long b) {
        return scale(a, b, ONE, Rounding.FLOOR);
    }

    /** {@code a * b}, rounded towards positive infinity. */
    public static long multiplyUp(final long a, final long b) {
        return scale(a, b, ONE, Rounding.CEILING);
    }

    /** {@code a / b}, rounded half to even. */
    public static long divide(final long a, final long b) {
        return scale(a, ONE, b, Rounding.HALF_EVEN);
    }

    /** {@code a / b}, rounded towards negative infinity. */
    public static long divideDown(final long a, final long b) {
        return scale(a, ONE, b, Rounding.FLOOR);
    }

    /**
     * {@code a * b / divisor} with one rounding at the end.
     *
     * @throws ArithmeticException if the divisor is zero or the result does not fit
     */
    public static long scale(final long a, final long b, final long divisor, final Rounding rounding) {
        if (divisor == 0) {
            throw new ArithmeticException(DIVIDE_BY_ZERO);
        }
        final long high = Math.multiplyHigh(a, b);
        final long low = a * b;
        if (high == low >> 63) {
            return rounded(low / divisor, low % divisor, divisor, rounding);
        }
        return Wide.divide(high, low, divisor, rounding);
    }

    /** Rounds {@code value} down to a multiple of {@code step} (lot, tick); {@code step > 0}, {@code value >= 0}. */
    public static long floorTo(final long value, final long step) {
        return value - value % step;
    }

    /** True when {@code value} is a whole multiple of {@code step}. */
    public static boolean isMultiple(final long value, final long step) {
        return value % step == 0;
    }

    public static double toDouble(final long value) {
        return value / (double) ONE;
    }

    /**
     * Nearest fixed number, ties to even.
     *
     * @throws ArithmeticException if {@code value} is NaN, infinite or out of range: it must not become an order
     */
    public static long fromDouble(final double value) {
        if (!(Math.abs(value) < MAX_AS_DOUBLE)) {
            throw new ArithmeticException(NOT_FINITE);
        }
        return (long) Math.rint(value * ONE);
    }

    /**
     * Reads a plain or scientific decimal number ({@code -12.5}, {@code 3}, {@code 1.2e-3}).
     *
     * <p>Digits beyond the eighth decimal are rounded half to even: price series adjusted for splits carry more.
     *
     * @throws NumberFormatException naming the text, if it is not a number or does not fit
     */
    public static long parse(final CharSequence text) {
        return FixedText.parse(text);
    }

    /** Shortest plain decimal text, for example {@code 0.1} or {@code 42}. Not for the hot path: it allocates. */
    public static String format(final long value) {
        return FixedText.format(value);
    }

    static long rounded(final long quotient, final long remainder, final long divisor, final Rounding rounding) {
        if (remainder == 0) {
            return quotient;
        }
        final boolean negative = (remainder < 0) != (divisor < 0);
        switch (rounding) {
            case FLOOR:
                return negative ? Math.subtractExact(quotient, 1) : quotient;
            case CEILING:
                return negative ? quotient : Math.addExact(quotient, 1);
            default:
                return nearestEven(quotient, Math.abs(remainder), Math.abs(divisor), negative);
        }
    }

    static ArithmeticException overflow() {
        return new ArithmeticException(OVERFLOW);
    }

    private static long nearestEven(
            final long quotient, final long remainder, final long divisor, final boolean negative) {
        final long rest = divisor - remainder;
        final boolean away = remainder > rest || (remainder == rest && (quotient & 1) != 0);
        if (!away) {
            return quotient;
        }
        return negative ? Math.subtractExact(quotient, 1) : Math.addExact(quotient, 1);
    }
}
