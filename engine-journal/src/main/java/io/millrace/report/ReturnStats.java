package io.millrace.report;

import io.millrace.fixed.Fixed;

/**
 * Return and risk of the equity curve, as fractions. Undefined figures are NaN.
 *
 * <ul>
 *   <li>{@code totalReturn}: final equity / capital - 1.
 *   <li>{@code cagr}: (final equity / capital)^(1 / years) - 1 over elapsed time, a year being 365.25 days; -1 after
 *       ruin, NaN without elapsed time or when the exponent overflows.
 *   <li>{@code volatility}: sample deviation (n - 1) of daily returns x sqrt(periods). {@code periods} is the account's
 *       periodsPerYear, unless the run has less than nine tenths of so many day ends a year, as with weekly bars: then
 *       it is what the run has, (n / days elapsed between the first and the last day end) x 365.25.
 *   <li>{@code sharpe}: arithmetic mean / sample deviation of daily returns x sqrt(periods), risk-free rate 0;
 *       NaN below two returns or without deviation.
 *   <li>{@code sortino}: the same mean over sqrt(sum(min(r, 0)^2) / n), target 0; NaN without a losing day.
 *   <li>{@code calmar}: cagr / max drawdown; NaN without a drawdown.
 *   <li>{@code enoughHistory}: at least 30 days elapsed; below that the annualised figures say little.
 *   <li>{@code days}: number of daily returns the figures stand on.
 * </ul>
 */
public record ReturnStats(
        double totalReturn,
        double cagr,
        double volatility,
        double sharpe,
        double sortino,
        double calmar,
        boolean enoughHistory,
        int days) {
    private static final double YEAR_NS = DayEnds.DAYS_PER_YEAR * DayEnds.DAY_NS;
    private static final long ENOUGH_NS = 30 * DayEnds.DAY_NS;
    private static final int FEWEST_RETURNS = 2;

    static ReturnStats of(final RunResult run, final DayEnds days, final double maxDrawdown) {
        final double[] returns = days.returns();
        final double periods = days.perYear(run.account().periodsPerYear());
        final long elapsedNs = run.curve().toNs() - run.curve().fromNs();
        final double growth = Fixed.toDouble(run.curve().finalEquity())
                / Fixed.toDouble(run.account().capital());
        final double cagr = cagr(growth, elapsedNs / YEAR_NS);
        final Moments moments = Moments.of(returns, 0, returns.length);
        return new ReturnStats(
                growth - 1.0,
                cagr,
                moments.deviation() * StrictMath.sqrt(periods),
                moments.sharpe(periods),
                sortino(returns, moments.mean(), periods),
                maxDrawdown > 0 ? cagr / maxDrawdown : Double.NaN,
                elapsedNs >= ENOUGH_NS,
                returns.length);
    }

    private static double cagr(final double growth, final double years) {
        if (growth <= 0) {
            return -1.0;
        }
        final double cagr = years > 0 ? StrictMath.pow(growth, 1.0 / years) - 1.0 : Double.NaN;
        return Double.isFinite(cagr) ? cagr : Double.NaN;
    }

    private static double sortino(final double[] returns, final double mean, final double periods) {
        double squares = 0;
        for (final double value : returns) {
            squares += value < 0 ? value * value : 0;
        }
        if (returns.length < FEWEST_RETURNS || squares == 0) {
            return Double.NaN;
        }
        return mean / StrictMath.sqrt(squares / returns.length) * StrictMath.sqrt(periods);
    }
}
