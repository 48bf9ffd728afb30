package io.millrace.report;

/**
 * What one strategy of a run did for the account. Amounts at 1e-8; the profits and the fees of all models add up to
 * those of the account exactly.
 *
 * @param name the strategy's, with what it trades when the name is there twice
 * @param capital of its sleeve at the start
 * @param transfers cash it was given less cash it gave, by the portfolio's rebalancing
 * @param finalEquity cash and positions at the end
 * @param fees of its fills, and charges on its positions
 * @param trades round trips
 * @param wins round trips with a profit
 * @param exposure time-weighted mean of invested value / equity of its sleeve
 * @param maxDrawdown deepest fall from an earlier peak as a fraction of that peak, of a unit of the sleeve: transfers
 *     buy or return units at their value, so they are no gain and no fall. NaN for a sleeve without capital
 */
public record ModelResult(
        String name,
        long capital,
        long transfers,
        long finalEquity,
        long fees,
        int trades,
        int wins,
        double exposure,
        double maxDrawdown) {
    /** Profit after fees. */
    public long pnl() {
        return finalEquity - capital - transfers;
    }

    /** NaN without a round trip. */
    public double winRate() {
        return trades == 0 ? Double.NaN : (double) wins / trades;
    }

    /** The same after an open position was closed, its value being in the equity already. */
    ModelResult closing(final long exitFee, final boolean won) {
        return new ModelResult(
                name,
                capital,
                transfers,
                finalEquity - exitFee,
                fees + exitFee,
                trades + 1,
                wins + (won ? 1 : 0),
                exposure,
                maxDrawdown);
    }
}
