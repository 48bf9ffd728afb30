package io.millrace.fixed;

/**
 * Exact decimal arithmetic on {@code long} at a scale of 1e-8: prices, quantities and money.
 *
 * <p>Range: about -92,233,720,368 to +92,233,720,368 units. Every operation either returns the exact (or explicitly
 * rounded) result or throws {@link ArithmeticException}; nothing wraps silently. Products are formed in 128 bits. No
 * operation returns {@link Long#MIN_VALUE}: events use it for "absent".
 */
public final class Fixed {
    /** Decimal places. */
    public static final int SCALE = 8;

    /** 1.0 as a fixed number. */
    public static final long ONE = 100_000_000L;

    private static final String OVERFLOW = "fixed-point overflow: the result is beyond +-92233720368.54775807";
    private static final String NOT_FINITE = "fixed-point conversion: the double is NaN, infinite or out of range";
    private static final String DIVIDE_BY_ZERO = "fixed-point division by zero";
    private static final double INVERSE_ONE = 1e-8;

    /**
     * A quotient is estimated in floating point where it can be: off by less than 2^13, at most five roundings of
     * 2^-53 of a number below 2^63. Below this limit neither the estimate nor its correction leaves the range.
     */
    private static final double ESTIMATE_LIMIT = 9.2e18;

    /** Below it, what an estimate leaves of the product fits 64 bits although the product does not. */
    private static final long ESTIMATE_DIVISOR = 1L << 49;

    private static final double MAX_AS_DOUBLE = 92_233_720_368.0;

    private Fixed() {}

    /** {@code a * b}, rounded half to even at the eighth decimal: unbiased, so repeated products do not drift. */
    public static long multiply(final long a, final long b) {
        // Every mark is a product, and a 128-bit division costs more than all the rest of a mark.
        final double estimate = (double) a * (double) b * INVERSE_ONE;
        if (!(Math.abs(estimate) < ESTIMATE_LIMIT)) {
            return scale(a, b, ONE, Rounding.HALF_EVEN);
        }
        final long quotient = (long) estimate;
        final long rest = a * b - quotient * ONE;
        if (rest >= 0 && rest < ONE) {
            return nearestEven(quotient, rest);
        }
        return nearestEven(quotient + Math.floorDiv(rest, ONE), Math.floorMod(rest, ONE));
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

    /** A price in the units after a split of {@code from} old into {@code to} new ones; what is not above 0 stays. */
    public static long splitPrice(final long price, final int to, final int from) {
        return price <= 0 ? price : Math.max(1, scale(price, from, to, Rounding.HALF_EVEN));
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
        if (high != low >> 63) {
            final double estimate = (double) a * (double) b / (double) divisor;
            return divisor > 0 && divisor < ESTIMATE_DIVISOR && Math.abs(estimate) < ESTIMATE_LIMIT
                    ? corrected((long) estimate, low, divisor, rounding)
                    : Wide.divide(high, low, divisor, rounding);
        }
        final long remainder = low % divisor;
        final boolean negative = (low < 0) != (divisor < 0);
        return rounded(low / divisor, Math.abs(remainder), Math.abs(divisor), negative, rounding);
    }

    /** {@code a + b}, or the overflow this class speaks of: {@link Long#MIN_VALUE} means "absent", never a number. */
    public static long add(final long a, final long b) {
        final long sum;
        try {
            sum = Math.addExact(a, b);
        } catch (final ArithmeticException e) {
            throw overflow();
        }
        if (sum == Long.MIN_VALUE) {
            throw overflow();
        }
        return sum;
    }

    /** {@code a - b}, with the same range as {@link #add}. */
    public static long subtract(final long a, final long b) {
        final long difference;
        try {
            difference = Math.subtractExact(a, b);
        } catch (final ArithmeticException e) {
            throw overflow();
        }
        if (difference == Long.MIN_VALUE) {
            throw overflow();
        }
        return difference;
    }

    /**
     * Rounds {@code value} down to a multiple of {@code step} (a lot or a tick); {@code step > 0}, {@code value >= 0}.
     */
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
     * Nearest fixed number to the {@code double} product {@code value * 1e8}, ties to even.
     *
     * <p>Gives back any number of up to 15 significant digits and eight decimals exactly.
     *
     * @throws ArithmeticException if {@code value} is NaN, infinite or out of range: such a number must not become an
     * order
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
     * <p>Digits beyond the eighth decimal are rounded half to even: price series adjusted for splits carry more. At
     * most 400 characters.
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

    /**
     * Rounds a quotient that was cut off towards zero. Remainder and divisor are magnitudes (2^63 as
     * {@link Long#MIN_VALUE}), {@code negative} is the sign of the exact result.
     */
    static long rounded(
            final long quotient,
            final long remainder,
            final long divisor,
            final boolean negative,
            final Rounding rounding) {
        long result = quotient;
        if (remainder != 0 && isAwayFromZero(quotient, remainder, divisor, negative, rounding)) {
            result += negative ? -1 : 1;
        }
        // 2^63 and -2^63, cut off or rounded to, both end here: one step beyond the range in either direction.
        if (result == Long.MIN_VALUE) {
            throw overflow();
        }
        return result;
    }

    static ArithmeticException overflow() {
        return new ArithmeticException(OVERFLOW);
    }

    /** The quotient from an estimate of it; {@code low} is the product's lower half, {@code divisor} positive. */
    private static long corrected(final long estimate, final long low, final long divisor, final Rounding rounding) {
        final long rest = low - estimate * divisor;
        final long correction = rest >= 0 && rest < divisor ? 0 : Math.floorDiv(rest, divisor);
        final long floor = estimate + correction;
        final long remainder = rest - correction * divisor;
        return switch (rounding) {
            case FLOOR -> floor;
            case CEILING -> remainder == 0 ? floor : floor + 1;
            case HALF_EVEN -> {
                final long above = remainder - (divisor - remainder);
                yield above > 0 || (above == 0 && (floor & 1) != 0) ? floor + 1 : floor;
            }
        };
    }

    private static boolean isAwayFromZero(
            final long quotient,
            final long remainder,
            final long divisor,
            final boolean negative,
            final Rounding rounding) {
        if (rounding == Rounding.HALF_EVEN) {
            final long rest = divisor - remainder;
            return remainder > rest || (remainder == rest && (quotient & 1) != 0);
        }
        return negative == (rounding == Rounding.FLOOR);
    }

    /** {@code floor + remainder / ONE}, where {@code 0 <= remainder < ONE}. */
    private static long nearestEven(final long floor, final long remainder) {
        // 1 when the remainder is above a half, or is one and the floor odd. A branch would be guessed wrong half the
        // time.
        final long up = (ONE / 2 - remainder - (floor & 1)) >>> (Long.SIZE - 1);
        return floor + up;
    }
}
