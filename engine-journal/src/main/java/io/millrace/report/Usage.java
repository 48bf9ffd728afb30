package io.millrace.report;

import io.millrace.fixed.Fixed;

/**
 * How the capital was used.
 *
 * <ul>
 *   <li>{@code exposure}: time-weighted mean of invested value / equity, each sample holding until the next.
 *   <li>{@code turnover}: value traded on both sides / mean equity of the samples, over the whole run.
 *   <li>{@code finalEquity}, {@code fees}: at 1e-8 of the account currency.
 * </ul>
 */
public record Usage(double exposure, double turnover, long finalEquity, long fees, int openPositions) {
    static Usage of(final RunResult run) {
        final EquityCurve curve = run.curve();
        double sum = 0;
        for (int i = 0; i < curve.size(); i++) {
            sum += Fixed.toDouble(curve.equity(i));
        }
        final double mean = sum / curve.size();
        final Account account = run.account();
        return new Usage(
                exposure(curve),
                mean > 0 ? Fixed.toDouble(account.turnover()) / mean : Double.NaN,
                curve.finalEquity(),
                account.fees(),
                account.openPositions());
    }

    private static double exposure(final EquityCurve curve) {
        final double spanNs = (double) curve.toNs() - curve.fromNs();
        if (spanNs == 0) {
            return curve.exposure(curve.size() - 1);
        }
        double weighted = 0;
        for (int i = 1; i < curve.size(); i++) {
            weighted += curve.exposure(i - 1) * (curve.timeNs(i) - curve.timeNs(i - 1));
        }
        return weighted / spanNs;
    }
}
