package io.millrace.report;

/** Sample moments of a series, in two passes so that small deviations around a large mean survive. */
record Moments(int count, double mean, double deviation, double skew, double kurtosis) {
    /** Rounding noise of a constant series must not pass for a deviation. */
    private static final double RELATIVE_NOISE = 1e-14;

    /**
     * Deviation is the sample one (n - 1), NaN below two values; skew is m3 / m2^1.5 and kurtosis m4 / m2^2 (a normal
     * distribution has 3), both with population moments and NaN without spread.
     */
    static Moments of(final double[] values, final int from, final int to) {
        final int n = to - from;
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += values[i];
        }
        final double mean = n == 0 ? Double.NaN : sum / n;
        double m2 = 0;
        double m3 = 0;
        double m4 = 0;
        for (int i = from; i < to; i++) {
            final double d = values[i] - mean;
            m2 += d * d;
            m3 += d * d * d;
            m4 += d * d * d * d;
        }
        final double raw = n < 2 ? Double.NaN : StrictMath.sqrt(m2 / (n - 1));
        final double deviation = raw <= Math.abs(mean) * RELATIVE_NOISE ? 0.0 : raw;
        final boolean flat = n < 2 || deviation == 0;
        final double variance = m2 / n;
        final double skew = flat ? Double.NaN : m3 / n / (variance * StrictMath.sqrt(variance));
        final double kurtosis = flat ? Double.NaN : m4 / n / (variance * variance);
        return new Moments(n, mean, deviation, skew, kurtosis);
    }

    /** Annualised mean over deviation; NaN when there is no deviation to divide by. */
    double sharpe(final double periodsPerYear) {
        return deviation > 0 ? mean / deviation * StrictMath.sqrt(periodsPerYear) : Double.NaN;
    }
}
