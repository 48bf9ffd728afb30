package io.millrace.report;

/**
 * Every performance figure of a run, grouped by what it is computed from; each group states its definitions.
 *
 * <p>Annualised figures come from equity at UTC day ends and the run's {@code periodsPerYear}, or how many day
 * ends it has a year if these are fewer; drawdown, exposure and
 * the final equity come from every sample. Fractions, never percents. NaN means undefined and becomes null in JSON.
 */
public record Metrics(
        ReturnStats returns,
        Drawdown drawdown,
        TradeStats trades,
        Usage usage,
        Distribution distribution,
        Costs costs) {

    public static Metrics of(final RunResult run) {
        final DayEnds days = DayEnds.of(run.curve());
        final double[] daily = days.returns();
        final Drawdown drawdown = Drawdown.of(run.curve(), run.account().capital());
        return new Metrics(
                ReturnStats.of(run, days, drawdown.depth()),
                drawdown,
                TradeStats.of(run.trades().roundTrips()),
                Usage.of(run),
                Distribution.of(daily),
                Costs.of(run));
    }

    /**
     * {@code 0.4*Sharpe + 0.3*CAGR + 0.2*WinRate - 0.1*|MaxDrawdown|}. An undefined term counts as zero, so that a run
     * that never traded scores zero and searches can rank it.
     */
    public double bps() {
        return 0.4 * orZero(returns.sharpe())
                + 0.3 * orZero(returns.cagr())
                + 0.2 * orZero(trades.winRate())
                - 0.1 * Math.abs(orZero(drawdown.depth()));
    }

    private static double orZero(final double value) {
        return Double.isFinite(value) ? value : 0.0;
    }
}
