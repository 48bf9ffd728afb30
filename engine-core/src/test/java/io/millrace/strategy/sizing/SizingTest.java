package io.millrace.strategy.sizing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.fixed.Fixed;
import io.millrace.testkit.Seeds;
import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Sizes worked out by hand, and what is not a size. */
class SizingTest {
    private static final long EQUITY = 100_000 * Fixed.ONE;

    /** 1 % of 100,000 is 1,000; a stop 5 away costs 5 a unit. */
    @Test
    void shouldRiskAFixedFraction() {
        final FixedFractional sizing = new FixedFractional(0.01, 1);
        assertEquals(200 * Fixed.ONE, sizing.units(EQUITY, 100 * Fixed.ONE, 95 * Fixed.ONE));
        assertEquals(200 * Fixed.ONE, sizing.units(EQUITY, 100 * Fixed.ONE, 105 * Fixed.ONE));
        assertEquals(1_000 * Fixed.ONE, sizing.units(EQUITY, 100 * Fixed.ONE, 99_99 * (Fixed.ONE / 100)));
        assertEquals(0, sizing.units(EQUITY, 100 * Fixed.ONE, 100 * Fixed.ONE));
        assertEquals(0, sizing.units(-EQUITY, 100 * Fixed.ONE, 95 * Fixed.ONE));
        assertEquals(0, sizing.units(EQUITY, 0, 95 * Fixed.ONE));
    }

    /** 1 % of 100,000 over twice a range of 2.5 is 200 units; at most half of 100,000 at 500 is 100 units. */
    @Test
    void shouldRiskRanges() {
        final AtrRisk sizing = new AtrRisk(0.01, 2, 0.5);
        assertEquals(200 * Fixed.ONE, sizing.units(EQUITY, 100 * Fixed.ONE, 2.5));
        assertEquals(100 * Fixed.ONE, sizing.units(EQUITY, 500 * Fixed.ONE, 2.5));
        for (final double none : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertEquals(0, sizing.units(EQUITY, 100 * Fixed.ONE, none));
        }
        assertEquals(50 * Fixed.ONE, sizing.units(EQUITY, 1_000 * Fixed.ONE, 1e-7));
    }

    @Test
    void shouldNeverRiskMoreThanAskedFor() {
        final Random random = Seeds.random("SizingTest", 20_260_105);
        for (int i = 0; i < 20_000; i++) {
            final AtrRisk sizing = new AtrRisk(0.001 + random.nextDouble() / 10, 3, 2);
            final long equity = 1 + (long) (random.nextDouble() * 1e15);
            final long price = 1 + (long) (random.nextDouble() * 1e13);
            final double range = random.nextDouble() * Fixed.toDouble(price);
            final BigDecimal units = decimal(sizing.units(equity, price, range));
            final BigDecimal risked = units.multiply(BigDecimal.valueOf(3 * range - 1e-8));
            final BigDecimal allowed = decimal(equity).multiply(BigDecimal.valueOf(sizing.risk() + 1e-8));
            assertTrue(risked.compareTo(allowed) <= 0, () -> "risked " + risked + " of " + allowed);
            assertTrue(units.multiply(decimal(price)).compareTo(decimal(equity).multiply(BigDecimal.valueOf(2))) <= 0);
        }
    }

    @Test
    void shouldTargetVolatility() {
        final VolatilityTarget sizing = new VolatilityTarget(0.1, 1.5);
        assertEquals(0.5, sizing.weight(0.2));
        assertEquals(1.5, sizing.weight(0.01));
        assertEquals(0, sizing.weight(0));
        assertEquals(0, sizing.weight(Double.NaN));
        assertEquals(0.16, VolatilityTarget.annual(0.01, 256));
    }

    @Test
    void shouldKeepAReserve() {
        final AllInWithReserve sizing = new AllInWithReserve(0.05, 1_000 * Fixed.ONE);
        assertEquals(95_000 * Fixed.ONE, sizing.cash(EQUITY, EQUITY));
        assertEquals(9_000 * Fixed.ONE, sizing.cash(10_000 * Fixed.ONE, 10_000 * Fixed.ONE));
        assertEquals(0, sizing.cash(EQUITY, 4_000 * Fixed.ONE));
        assertEquals(0, sizing.cash(0, 4_000 * Fixed.ONE));
    }

    @Test
    void shouldWeighEquallyAndByInverseVolatility() {
        assertEquals(0.2, new EqualWeight(4, 0.8).weight());
        double[] weights = new double[4];
        new InverseVolatility(0.9).weights(new double[] {0.1, 0.2, Double.NaN, 0}, weights);
        assertArrayEquals(new double[] {0.6, 0.3, 0, 0}, weights, 1e-15);
        weights = new double[] {1, 1};
        new InverseVolatility(1).weights(new double[] {0, Double.NaN}, weights);
        assertArrayEquals(new double[2], weights);
    }

    @Test
    void shouldNameWhatCannotBe() {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> new AtrRisk(0, 2, 1))
                .getMessage()
                .contains("risk is 0.0"));
        assertThrows(IllegalArgumentException.class, () -> new VolatilityTarget(Double.NaN, 1));
        assertThrows(IllegalArgumentException.class, () -> new EqualWeight(0, 1));
        assertThrows(IllegalArgumentException.class, () -> new AllInWithReserve(1.1, 0));
    }

    private static BigDecimal decimal(final long fixed) {
        return BigDecimal.valueOf(fixed, Fixed.SCALE);
    }
}
