package io.millrace.risk;

import io.millrace.fixed.Fixed;

/**
 * Fixed-point arithmetic that answers {@link Long#MAX_VALUE} instead of failing: an absurd order must be refused, it
 * must
 * not stop the engine. Arguments are not negative unless said.
 */
final class Saturating {
    static final long MAX = Long.MAX_VALUE;
    // Below 2^63 with room for the rounding of the double estimate.
    private static final double SAFE = 9.2e18;

    private Saturating() {}

    static long multiply(final long a, final long b) {
        return (double) a * b / Fixed.ONE < SAFE ? Fixed.multiply(a, b) : MAX;
    }

    static long multiplyUp(final long a, final long b) {
        return (double) a * b / Fixed.ONE < SAFE ? Fixed.multiplyUp(a, b) : MAX;
    }

    /** {@code divisor > 0}. */
    static long divideUp(final long a, final long divisor) {
        return (double) a * Fixed.ONE / divisor < SAFE ? -Fixed.divideDown(-a, divisor) : MAX;
    }

    /** {@code divisor > 0}. */
    static long divideDown(final long a, final long divisor) {
        return (double) a * Fixed.ONE / divisor < SAFE ? Fixed.divideDown(a, divisor) : MAX;
    }

    /** The arguments may be negative. */
    static long add(final long a, final long b) {
        final long sum = a + b;
        if (((a ^ sum) & (b ^ sum)) < 0) {
            return a < 0 ? Long.MIN_VALUE : MAX;
        }
        return sum;
    }

    /** The arguments may be negative; {@code b} is not {@code Long.MIN_VALUE}. */
    static long subtract(final long a, final long b) {
        return add(a, -b);
    }
}
