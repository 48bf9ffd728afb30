package io.millrace.indicator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.testkit.AllocationProbe;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Correlation and beta of two series that do not come from one bar. */
class RollingPairTest {
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 10, 60})
    void shouldEqualTheNaiveFormulas(final int length) {
        final Random random = new Random(Bars.seed(20271));
        final RollingCorrelation correlation = new RollingCorrelation(length);
        final RollingBeta beta = new RollingBeta(length);
        final double[] x = new double[400];
        final double[] y = new double[x.length];
        for (int t = 0; t < x.length; t++) {
            // A common part, and stretches in which one of them stands still.
            final double common = random.nextGaussian();
            x[t] = t > 0 && random.nextInt(4) == 0 ? x[t - 1] : 1e6 + common + random.nextGaussian();
            y[t] = t > 0 && random.nextInt(4) == 0 ? y[t - 1] : 1e-3 * (common + random.nextGaussian());
            final double r = correlation.add(x[t], y[t]);
            final double slope = beta.add(x[t], y[t]);
            assertEquals(t + 1 < length, Double.isNaN(r), "correlation at pair " + (t + 1));
            assertEquals(t + 1 < length, Double.isNaN(slope), "beta at pair " + (t + 1));
            if (t + 1 >= length) {
                final double expected = Naive.beta(x, y, t - length + 1, t);
                assertEquals(Naive.correlation(x, y, t - length + 1, t), r, 1e-10, "pair " + (t + 1));
                assertEquals(expected, slope, 1e-9 * Math.max(1, Math.abs(expected)), "pair " + (t + 1));
            }
        }
    }

    @Test
    void shouldSayNothingOfASeriesThatStandsStill() {
        final RollingCorrelation correlation = new RollingCorrelation(5);
        final RollingBeta beta = new RollingBeta(5);
        for (int i = 0; i < 12; i++) {
            correlation.add(0.1 * i, 0.1);
            beta.add(0.1 * i, 0.1);
        }
        assertEquals(0.0, correlation.value());
        assertEquals(0.0, beta.value());
    }

    @Test
    void shouldBeExactOnALine() {
        final RollingCorrelation correlation = new RollingCorrelation(8);
        final RollingBeta beta = new RollingBeta(8);
        for (int i = 0; i < 100; i++) {
            correlation.add(i, -3 * i);
            beta.add(-3 * i, i);
            if (i >= 7) {
                assertEquals(-1.0, correlation.value(), 1e-15);
                assertTrue(correlation.value() >= -1);
                assertEquals(-3.0, beta.value(), 1e-14);
            }
        }
    }

    @Test
    void shouldAllocateNothingAndHashAlikeWhenReplayed() {
        final RollingCorrelation correlation = new RollingCorrelation(20);
        final RollingBeta beta = new RollingBeta(20);
        final double[] numbers = new Random(Bars.seed(20272)).doubles(1_000).toArray();
        final double[] sink = new double[1];
        final long allocated = new AllocationProbe().leastBytes(30, () -> {
            for (int i = 1; i < numbers.length; i++) {
                sink[0] += correlation.add(numbers[i], numbers[i - 1]) + beta.add(numbers[i], numbers[i - 1]);
            }
        });
        assertEquals(0, allocated);
        final RollingCorrelation once = new RollingCorrelation(3);
        final RollingCorrelation again = new RollingCorrelation(3);
        for (int i = 0; i < 7; i++) {
            once.add(numbers[i], numbers[i + 1]);
            again.add(numbers[i], numbers[i + 1]);
            assertEquals(StateHash.of(once), StateHash.of(again));
        }
    }

    @Test
    void shouldRefuseAnEmptyWindow() {
        assertThrows(IllegalArgumentException.class, () -> new RollingCorrelation(0));
        assertThrows(IllegalArgumentException.class, () -> new RollingBeta(-1));
    }
}
