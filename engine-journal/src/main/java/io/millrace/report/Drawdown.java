package io.millrace.report;

/**
 * The deepest and the longest fall below an earlier peak, over every sample; the first peak is the capital.
 *
 * <p>{@code depth} is (peak - equity) / peak, a positive fraction, above 1 when the account went below zero.
 * {@code lengthNs} is the longest time from a peak until it was reached again, or until the end of the run.
 * {@code peakNs} and {@code troughNs} bound the deepest fall.
 */
public record Drawdown(double depth, long lengthNs, long peakNs, long troughNs) {
    static Drawdown of(final EquityCurve curve, final long capital) {
        long peak = capital;
        long peakNs = curve.fromNs();
        double depth = 0;
        long lengthNs = 0;
        long deepestPeakNs = peakNs;
        long troughNs = peakNs;
        for (int i = 0; i < curve.size(); i++) {
            final boolean under = curve.equity(i) < peak;
            // The time it takes to climb back is part of the fall, so the recovering sample still counts.
            lengthNs = Math.max(lengthNs, under || wasUnder(curve, i, peak) ? curve.timeNs(i) - peakNs : 0);
            if (!under) {
                peak = curve.equity(i);
                peakNs = curve.timeNs(i);
            }
            final double fall = fall(peak, curve.equity(i));
            if (fall > depth) {
                depth = fall;
                deepestPeakNs = peakNs;
                troughNs = curve.timeNs(i);
            }
        }
        return new Drawdown(depth, lengthNs, deepestPeakNs, troughNs);
    }

    /** Drawdown at every sample, for the chart. */
    static double[] series(final EquityCurve curve, final long capital) {
        final double[] falls = new double[curve.size()];
        long peak = capital;
        for (int i = 0; i < falls.length; i++) {
            peak = Math.max(peak, curve.equity(i));
            falls[i] = fall(peak, curve.equity(i));
        }
        return falls;
    }

    private static boolean wasUnder(final EquityCurve curve, final int index, final long peak) {
        return index > 0 && curve.equity(index - 1) < peak;
    }

    private static double fall(final long peak, final long equity) {
        return ((double) peak - equity) / peak;
    }
}
