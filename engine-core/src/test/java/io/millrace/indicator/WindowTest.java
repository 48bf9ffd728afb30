package io.millrace.indicator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowTest {
    @Test
    void shouldForgetAnAbsurdNumberOnceItHasLeft() {
        for (int before = 0; before < 12; before++) {
            final WindowSum sum = new WindowSum(6);
            final WindowMoments moments = new WindowMoments(6);
            final WindowMax max = new WindowMax(6);
            double lastSum = 0;
            double lastMax = 0;
            for (int i = 0; i < before + 7; i++) {
                final double x = i == before ? 1e300 : 0.1 * (i % 2 + 1);
                lastSum = sum.add(x);
                moments.add(x == 1e300 ? 1e150 : x);
                lastMax = max.add(x);
            }
            assertEquals(0.9, lastSum, 1e-15, "sum, absurd number at " + before);
            assertEquals(0.15, moments.mean(), 1e-16, "mean, absurd number at " + before);
            assertEquals(6 * 0.05 * 0.05, moments.sumOfSquares(), 1e-16, "squares, absurd number at " + before);
            assertEquals(0.2, lastMax, "maximum, absurd number at " + before);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 1e-8, 60_000.01, 1e15, -3.3, 0})
    void shouldDeviateByExactlyNothingOnEqualNumbers(final double x) {
        final WindowMoments moments = new WindowMoments(7);
        for (int i = 0; i < 100; i++) {
            moments.add(x);
            if (moments.isFull()) {
                assertEquals(0.0, moments.sumOfSquares());
                assertEquals(x, moments.mean());
            }
        }
    }

    @Test
    void shouldKeepTheDigitsOfSmallMovesUnderALargeOffset() {
        final int length = 20;
        final Random random = new Random(Bars.seed(20268));
        final WindowMoments moments = new WindowMoments(length);
        final long[] units = new long[length];
        for (int i = 0; i < 10_000; i++) {
            units[i % length] = random.nextInt(1_000);
            moments.add(1e12 + units[i % length]);
            if (moments.isFull()) {
                assertEquals(exactSumOfSquares(units), moments.sumOfSquares(), 1e-11 * moments.sumOfSquares());
            }
        }
    }

    /** In whole numbers: sum of squares less the square of the sum over n. */
    private static double exactSumOfSquares(final long[] units) {
        long sum = 0;
        long squares = 0;
        for (final long unit : units) {
            sum += unit;
            squares += unit * unit;
        }
        return (double) (squares * units.length - sum * sum) / units.length;
    }
}
