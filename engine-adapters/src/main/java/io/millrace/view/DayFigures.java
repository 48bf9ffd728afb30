package io.millrace.view;

/**
 * One UTC day of the engine's time.
 *
 * @param startNs its midnight
 * @param step the newest step of it
 * @param startEquity the account's, at its first step
 * @param equity the account's, at its newest step
 * @param drawdown the deepest fall below a high of the day, as a fraction
 * @param fees paid in it
 * @param fills at the venue
 * @param trades round trips that ended in it
 * @param breakers actions that risk controls took by themselves
 */
public record DayFigures(
        long startNs,
        long step,
        long startEquity,
        long equity,
        double drawdown,
        long fees,
        long fills,
        long trades,
        long breakers) {
    /** Profit of the day. */
    public long pnl() {
        return equity - startEquity;
    }
}
