package io.millrace.fixed;

/** Division of a signed 128-bit product by a {@code long}: the rare path of {@link Fixed#scale}. */
final class Wide {
    private Wide() {}

    /** {@code (high:low) / divisor}; allocation-free long division over four 32-bit digits of the magnitude. */
    static long divide(final long high, final long low, final long divisor, final Rounding rounding) {
        final boolean negativeProduct = high < 0;
        final boolean negative = negativeProduct != (divisor < 0);
        final long magnitudeLow = negativeProduct ? -low : low;
        final long magnitudeHigh = negativeProduct ? ~high + (low == 0 ? 1 : 0) : high;
        final long magnitudeDivisor = Math.abs(divisor);
        if (Long.compareUnsigned(magnitudeHigh, magnitudeDivisor) >= 0) {
            throw Fixed.overflow();
        }
        long remainder = magnitudeHigh;
        long quotient = 0;
        for (int bit = 63; bit >= 0; bit--) {
            final boolean carry = remainder < 0;
            remainder = (remainder << 1) | ((magnitudeLow >>> bit) & 1);
            quotient <<= 1;
            if (carry || Long.compareUnsigned(remainder, magnitudeDivisor) >= 0) {
                remainder -= magnitudeDivisor;
                quotient |= 1;
            }
        }
        return finish(quotient, remainder, magnitudeDivisor, negative, rounding);
    }

    private static long finish(
            final long quotient,
            final long remainder,
            final long divisor,
            final boolean negative,
            final Rounding rounding) {
        if (quotient < 0) {
            throw Fixed.overflow();
        }
        if (!negative) {
            return Fixed.rounded(quotient, remainder, divisor, rounding);
        }
        return Fixed.rounded(-quotient, -remainder, divisor, rounding);
    }
}
