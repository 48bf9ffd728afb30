package io.millrace.indicator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Figures that others printed. */
class PublishedExampleTest {
    private static final double[] ANSCOMBE_X = {10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5};

    /** "RSI calculation", StockCharts ChartSchool, Relative Strength Index (QQQQ, 14-Dec-2009 to 1-Feb-2010). */
    @Test
    void shouldGiveThePublishedRsi() {
        final double[] closes = {
            44.3389, 44.0902, 44.1497, 43.6124, 44.3278, 44.8264, 45.0955, 45.4245, 45.8433, 46.0826, 45.8931, 46.0328,
            45.6140, 46.2820, 46.2820, 46.0028, 46.0328, 46.4116, 46.2222, 45.6439, 46.2122, 46.2521, 45.7137, 46.4515,
            45.7835, 45.3548, 44.0288, 44.1783, 44.2181, 44.5672, 43.4205, 42.6628, 43.1314
        };
        final double[] published = {
            70.53, 66.32, 66.55, 69.41, 66.36, 57.97, 62.93, 63.26, 56.06, 62.38, 54.71, 50.42, 39.99, 41.46, 41.87,
            45.46, 37.30, 33.08, 37.77
        };
        // The article computed from prices with more digits than it prints.
        check(published, Bars.ofCloses(closes).run("rsi(14)"), 14, 0.011);
    }

    /** "Moving Averages", StockCharts ChartSchool, 10-day simple and exponential (INTC, from 24-Mar-2010). */
    @Test
    void shouldGiveThePublishedMovingAverages() {
        final Bars bars = Bars.ofCloses(
                22.2734, 22.1940, 22.0847, 22.1741, 22.1840, 22.1344, 22.2337, 22.4323, 22.2436, 22.2933, 22.1542,
                22.3926, 22.3816, 22.6109, 23.3558, 24.0519, 23.7530, 23.8324, 23.9516, 23.6338, 23.8225, 23.8722);
        final double[] simple = {
            22.22, 22.21, 22.23, 22.26, 22.30, 22.42, 22.61, 22.77, 22.91, 23.08, 23.21, 23.38, 23.53
        };
        final double[] exponential = {
            22.22, 22.21, 22.24, 22.27, 22.33, 22.52, 22.80, 22.97, 23.13, 23.28, 23.34, 23.43, 23.51
        };
        check(simple, bars.run("sma(10)"), 9, 0.0065);
        check(exponential, bars.run("ema(10)"), 9, 0.0065);
    }

    private static void check(
            final double[] published, final double[] values, final int firstIndex, final double tolerance) {
        for (int i = 0; i < published.length; i++) {
            assertEquals(published[i], values[i + firstIndex], tolerance, "value " + i);
        }
    }

    /**
     * NIST Statistical Reference Datasets, univariate, NumAcc1 to NumAcc4: numbers that cost a sum of squares all its
     * digits. Certified are the mean and the sample deviation.
     */
    @ParameterizedTest
    @CsvSource({"1.2,1.1,1.3,1e-14", "1000000.2,1000000.1,1000000.3,1e-9", "10000000.2,10000000.1,10000000.3,1e-8"})
    void shouldGiveNistsCertifiedDeviation(
            final double mean, final double below, final double above, final double tolerance) {
        final WindowMoments moments = new WindowMoments(1_001);
        moments.add(mean);
        for (int i = 0; i < 500; i++) {
            moments.add(below);
            moments.add(above);
        }
        assertEquals(mean, moments.mean(), 1e-15 * mean);
        assertEquals(0.1, Math.sqrt(moments.sumOfSquares() / 1_000), tolerance);
    }

    @Test
    void shouldGiveNistsCertifiedDeviationOfThreeNumbers() {
        final double[] values =
                Bars.ofCloses(10_000_001, 10_000_003, 10_000_002).run("rstdev(3)");
        // NumAcc1: the sample deviation is 1, the population's is sqrt(2 / 3) of it.
        assertEquals(Math.sqrt(2.0 / 3), values[2], 1e-15);
    }

    /** F. J. Anscombe, Graphs in Statistical Analysis (1973): all four sets have slope 0.500 and r 0.816. */
    @Test
    void shouldGiveAnscombesSlopesAndCorrelations() {
        final double[][] sets = {
            {8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68},
            {9.14, 8.14, 8.74, 8.77, 9.26, 8.10, 6.13, 3.10, 9.13, 7.26, 4.74},
            {7.46, 6.77, 12.74, 7.11, 7.81, 8.84, 6.08, 5.39, 8.15, 6.42, 5.73},
            {6.58, 5.76, 7.71, 8.84, 8.47, 7.04, 5.25, 12.50, 5.56, 7.91, 6.89}
        };
        final double[] fourthX = {8, 8, 8, 8, 8, 8, 8, 19, 8, 8, 8};
        for (int set = 0; set < sets.length; set++) {
            final double[] x = set == 3 ? fourthX : ANSCOMBE_X;
            final RollingCorrelation correlation = new RollingCorrelation(x.length);
            final RollingBeta beta = new RollingBeta(x.length);
            for (int i = 0; i < x.length; i++) {
                correlation.add(x[i], sets[set][i]);
                beta.add(sets[set][i], x[i]);
            }
            assertEquals(0.816, correlation.value(), 0.001, "correlation of set " + (set + 1));
            assertEquals(0.500, beta.value(), 0.001, "slope of set " + (set + 1));
        }
    }
}
