package io.millrace.fixed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Fixed-point arithmetic against {@link BigInteger}; another seed with {@code -Dseed=N}. */
class FixedPropertyTest {
    private static final long SEED = Long.getLong("seed", 20_261_121L);
    private static final int CASES = 400_000;
    private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);
    private static final long[] EDGES = {
        0,
        1,
        -1,
        2,
        3,
        5,
        7,
        Fixed.ONE,
        -Fixed.ONE,
        Fixed.ONE / 2,
        Integer.MAX_VALUE,
        1L << 31,
        (1L << 31) + 1,
        1L << 32,
        (1L << 32) - 1,
        (1L << 32) + 1,
        (1L << 49) - 1,
        1L << 49,
        (1L << 49) + 1,
        1L << 62,
        Long.MAX_VALUE,
        Long.MAX_VALUE - 1,
        Long.MIN_VALUE,
        Long.MIN_VALUE + 1,
        0x7FFF_FFFF_0000_0000L,
        0x4000_0000_FFFF_FFFFL,
        0x7FFF_FFFF_8000_0000L
    };

    private final Random random = new Random(SEED);

    @Test
    void shouldScaleAsBigIntegerDoes() {
        int results = 0;
        for (int i = 0; i < CASES; i++) {
            final long a = number();
            final long b = number();
            // Half of the divisors are chosen so that the quotient tends to fit.
            final long divisor = i % 2 == 0 ? number() : number() | (1L << 62) >> random.nextInt(40);
            final Rounding rounding = Rounding.values()[random.nextInt(3)];
            results += checkScale(a, b, divisor, rounding) ? 1 : 0;
        }
        assertTrue(results > CASES / 4, "most cases overflowed: the test checks too little");
    }

    /** Wide products at a half and next to it, and quotients at the limits of what a number and an estimate may be. */
    @Test
    void shouldScaleWideProductsAtTiesAndLimits() {
        int results = 0;
        for (int i = 0; i < CASES; i++) {
            final Rounding rounding = Rounding.values()[random.nextInt(3)];
            final long sign = random.nextBoolean() ? 1 : -1;
            final long half = i % 3 == 0 ? (1L << 48) + random.nextInt(5) - 2 : 1 + (random.nextLong() >>> 16);
            final long odd = (random.nextLong() >>> random.nextInt(24)) | 1;
            results += checkScale(sign * odd, half, 2 * half + random.nextInt(3) - 1, rounding) ? 1 : 0;
            final long large = i % 2 == 0
                    ? Long.MAX_VALUE - random.nextInt(1 << 14)
                    : 9_200_000_000_000_000_000L + random.nextInt(1 << 14) - (1 << 13);
            results += checkScale(sign * large, half - random.nextInt(3), half, rounding) ? 1 : 0;
        }
        assertTrue(results > CASES, "most cases overflowed: the test checks too little");
    }

    @Test
    void shouldScaleAtAllCombinationsOfEdges() {
        for (final long a : EDGES) {
            for (final long b : EDGES) {
                for (final long divisor : EDGES) {
                    for (final Rounding rounding : Rounding.values()) {
                        checkScale(a, b, divisor, rounding);
                    }
                }
            }
        }
    }

    @Test
    void shouldMultiplyAndDivideWithTheRoundingInTheName() {
        for (int i = 0; i < CASES / 4; i++) {
            final long a = number() >> random.nextInt(40);
            final long b = number() >> random.nextInt(40);
            final BigDecimal x = decimal(a);
            final BigDecimal y = decimal(b);
            expect(x.multiply(y), RoundingMode.HALF_EVEN, () -> Fixed.multiply(a, b), a, b);
            expect(x.multiply(y), RoundingMode.FLOOR, () -> Fixed.multiplyDown(a, b), a, b);
            expect(x.multiply(y), RoundingMode.CEILING, () -> Fixed.multiplyUp(a, b), a, b);
            if (b != 0) {
                expect(
                        quotient(x, y, RoundingMode.HALF_EVEN),
                        RoundingMode.UNNECESSARY,
                        () -> Fixed.divide(a, b),
                        a,
                        b);
                expect(
                        quotient(x, y, RoundingMode.FLOOR),
                        RoundingMode.UNNECESSARY,
                        () -> Fixed.divideDown(a, b),
                        a,
                        b);
            }
        }
    }

    @Test
    void shouldAddAndSubtractOrRefuse() {
        for (int i = 0; i < CASES / 4; i++) {
            final long a = number();
            final long b = number();
            expect(decimal(a).add(decimal(b)), RoundingMode.UNNECESSARY, () -> Fixed.add(a, b), a, b);
            expect(decimal(a).subtract(decimal(b)), RoundingMode.UNNECESSARY, () -> Fixed.subtract(a, b), a, b);
        }
    }

    @Test
    void shouldReadBackWhatItWrites() {
        for (int i = 0; i < CASES / 4; i++) {
            final long value = number() >> random.nextInt(60);
            if (value != Long.MIN_VALUE) {
                final String text = Fixed.format(value);
                assertEquals(value, Fixed.parse(text), () -> text + " seed " + SEED);
                assertEquals(0, new BigDecimal(text).compareTo(decimal(value)), () -> text + " seed " + SEED);
                assertEquals(value, Fixed.parse(decimal(value).toString()), () -> text + " seed " + SEED);
            }
        }
    }

    @Test
    void shouldParseAsBigDecimalDoes() {
        for (int i = 0; i < CASES / 4; i++) {
            final BigInteger digits = new BigInteger(random.nextInt(90), random);
            final BigDecimal decimal =
                    new BigDecimal(random.nextBoolean() ? digits : digits.negate(), random.nextInt(30) - 3);
            final String text = random.nextBoolean() ? decimal.toString() : decimal.toPlainString();
            final BigInteger expected =
                    decimal.setScale(Fixed.SCALE, RoundingMode.HALF_EVEN).unscaledValue();
            if (expected.abs().compareTo(MAX) <= 0) {
                assertEquals(expected.longValueExact(), Fixed.parse(text), () -> text + " seed " + SEED);
            } else {
                assertThrows(NumberFormatException.class, () -> Fixed.parse(text), () -> text + " seed " + SEED);
            }
        }
    }

    @Test
    void shouldComeBackFromDoubleUpToFifteenDigits() {
        for (int i = 0; i < CASES / 4; i++) {
            final long value = random.nextLong() % 1_000_000_000_000_000L >> random.nextInt(40);
            assertEquals(value, Fixed.fromDouble(Fixed.toDouble(value)), () -> value + " seed " + SEED);
            assertEquals(
                    value, Fixed.fromDouble(Double.parseDouble(Fixed.format(value))), () -> value + " seed " + SEED);
        }
    }

    private boolean checkScale(final long a, final long b, final long divisor, final Rounding rounding) {
        final String words = a + " * " + b + " / " + divisor + " " + rounding + " seed " + SEED;
        if (divisor == 0) {
            assertThrows(ArithmeticException.class, () -> Fixed.scale(a, b, divisor, rounding), words);
            return false;
        }
        final BigInteger expected = new BigDecimal(BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)))
                .divide(BigDecimal.valueOf(divisor), 0, RoundingMode.valueOf(rounding.name()))
                .toBigIntegerExact();
        if (expected.abs().compareTo(MAX) > 0) {
            assertThrows(ArithmeticException.class, () -> Fixed.scale(a, b, divisor, rounding), words);
            return false;
        }
        assertEquals(expected.longValueExact(), Fixed.scale(a, b, divisor, rounding), words);
        return true;
    }

    private static void expect(
            final BigDecimal exact, final RoundingMode mode, final LongSource actual, final long a, final long b) {
        final BigInteger expected = exact.setScale(Fixed.SCALE, mode).unscaledValue();
        final String words = a + ", " + b + " " + mode + " seed " + SEED;
        if (expected.abs().compareTo(MAX) > 0) {
            assertThrows(ArithmeticException.class, actual::get, words);
        } else {
            assertEquals(expected.longValueExact(), actual.get(), words);
        }
    }

    private static BigDecimal quotient(final BigDecimal x, final BigDecimal y, final RoundingMode mode) {
        return x.divide(y, Fixed.SCALE, mode);
    }

    private static BigDecimal decimal(final long value) {
        return BigDecimal.valueOf(value, Fixed.SCALE);
    }

    private long number() {
        if (random.nextInt(8) == 0) {
            return EDGES[random.nextInt(EDGES.length)];
        }
        return random.nextLong() >> random.nextInt(64);
    }

    /** A computation that may refuse. */
    private interface LongSource {
        long get();
    }
}
