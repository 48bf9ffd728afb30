package io.millrace.fixed;

/** Division of a signed 128-bit product by a {@code long}: {@link Fixed#scale} when the product leaves 64 bits. */
final class Wide {
    private static final long LOW_DIGIT = 0xFFFF_FFFFL;

    private Wide() {}

    /** {@code (high:low) / divisor}, rounded; works on magnitudes, allocation-free. */
    static long divide(final long high, final long low, final long divisor, final Rounding rounding) {
        final boolean negativeProduct = high < 0;
        final boolean negative = negativeProduct != (divisor < 0);
        final long magnitudeLow = negativeProduct ? -low : low;
        final long magnitudeHigh = negativeProduct ? ~high + (low == 0 ? 1 : 0) : high;
        final long magnitudeDivisor = Math.abs(divisor);
        if (Long.compareUnsigned(magnitudeHigh, magnitudeDivisor) >= 0) {
            throw Fixed.overflow();
        }
        final long quotient = magnitudeDivisor >>> 31 == 0
                ? byDigit(magnitudeHigh, magnitudeLow, magnitudeDivisor)
                : byTwoDigits(magnitudeHigh, magnitudeLow, magnitudeDivisor);
        if (quotient < 0) {
            throw Fixed.overflow();
        }
        final long remainder = magnitudeLow - quotient * magnitudeDivisor;
        return Fixed.rounded(negative ? -quotient : quotient, remainder, magnitudeDivisor, negative, rounding);
    }

    /**
     * Divisor below 2^31, the scale itself among them: two steps of schoolbook division in base 2^32, each within a
     * positive {@code long} because {@code high < divisor}. With a constant divisor the compiler needs no division at
     * all.
     */
    private static long byDigit(final long high, final long low, final long divisor) {
        final long upper = (high << 32) | (low >>> 32);
        final long upperQuotient = upper / divisor;
        final long lower = ((upper - upperQuotient * divisor) << 32) | (low & LOW_DIGIT);
        return (upperQuotient << 32) | lower / divisor;
    }

    /** Any other divisor: long division by two digits of 32 bits (Knuth, volume 2, algorithm D). */
    private static long byTwoDigits(final long high, final long low, final long divisor) {
        final int shift = Long.numberOfLeadingZeros(divisor);
        final long scaledDivisor = divisor << shift;
        final long scaledHigh = shift == 0 ? high : (high << shift) | (low >>> (64 - shift));
        final long scaledLow = low << shift;
        final long upper = digit(scaledHigh, scaledLow >>> 32, scaledDivisor);
        final long rest = ((scaledHigh << 32) | (scaledLow >>> 32)) - upper * scaledDivisor;
        return (upper << 32) | digit(rest, scaledLow & LOW_DIGIT, scaledDivisor);
    }

    /**
     * One quotient digit of {@code (remainder:next) / divisor}; the divisor's top bit is set, {@code remainder <
     * divisor}.
     */
    private static long digit(final long remainder, final long next, final long divisor) {
        final long divisorHigh = divisor >>> 32;
        final long divisorLow = divisor & LOW_DIGIT;
        long estimate = Long.divideUnsigned(remainder, divisorHigh);
        long rest = remainder - estimate * divisorHigh;
        // The estimate is at most two too large; once the rest needs more than one digit it cannot be too large any
        // more.
        while (rest >>> 32 == 0
                && (estimate >>> 32 != 0 || Long.compareUnsigned(estimate * divisorLow, (rest << 32) | next) > 0)) {
            estimate--;
            rest += divisorHigh;
        }
        return estimate;
    }
}
