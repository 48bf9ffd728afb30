package io.millrace.report;

/**
 * Money side of a run; amounts at 1e-8 of the account currency.
 *
 * @param capital equity before the first event; must be positive
 * @param turnover value traded, both sides added
 * @param slippage money lost because fills were worse than the price shown; as far as the venue says
 * @param periodsPerYear day ends in a year of this market: 365 when it never closes, 252 for exchanges
 */
public record Account(long capital, long turnover, long fees, long slippage, int openPositions, int periodsPerYear) {
    /** Trading days of a market that never closes. */
    public static final int ALWAYS_OPEN = 365;

    /** Trading days of a stock exchange. */
    public static final int EXCHANGE_DAYS = 252;

    /** Without slippage. */
    public Account(
            final long capital,
            final long turnover,
            final long fees,
            final int openPositions,
            final int periodsPerYear) {
        this(capital, turnover, fees, 0, openPositions, periodsPerYear);
    }

    public Account {
        if (capital <= 0) {
            throw new IllegalArgumentException("capital of a run: found " + capital
                    + " (at 1e-8), expected a positive amount; give the starting cash of the backtest");
        }
        if (periodsPerYear <= 0) {
            throw new IllegalArgumentException("periodsPerYear of a run: found " + periodsPerYear
                    + ", expected a positive count; use 365 for markets that never close or 252 for exchanges");
        }
    }
}
