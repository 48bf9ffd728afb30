package io.millrace.report;

import io.millrace.fixed.Fixed;
import java.util.List;

/**
 * Figures of the closed round trips, after fees. Undefined figures are NaN.
 *
 * <ul>
 *   <li>{@code winRate}: share of round trips with a profit above zero.
 *   <li>{@code profitFactor}: sum of profits / sum of losses; infinite with profits but no loss, NaN without either.
 *   <li>{@code expectancy}, {@code best}, {@code worst}: mean, largest and smallest profit, in account currency.
 *   <li>{@code averageHoldingNs}: mean time from entry to exit; 0 without a round trip.
 * </ul>
 */
public record TradeStats(
        int count,
        double winRate,
        double profitFactor,
        double expectancy,
        double best,
        double worst,
        long averageHoldingNs) {

    public static TradeStats of(final List<RoundTrip> trips) {
        if (trips.isEmpty()) {
            return new TradeStats(0, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, 0);
        }
        int wins = 0;
        double profits = 0;
        double losses = 0;
        double best = Double.NEGATIVE_INFINITY;
        double worst = Double.POSITIVE_INFINITY;
        double holding = 0;
        for (final RoundTrip trip : trips) {
            final double pnl = Fixed.toDouble(trip.pnl());
            wins += pnl > 0 ? 1 : 0;
            profits += Math.max(pnl, 0);
            losses -= Math.min(pnl, 0);
            best = Math.max(best, pnl);
            worst = Math.min(worst, pnl);
            holding += trip.holdingNs();
        }
        final int n = trips.size();
        final double factor = profits == 0 && losses == 0 ? Double.NaN : profits / losses;
        final double expectancy = (profits - losses) / n;
        return new TradeStats(n, (double) wins / n, factor, expectancy, best, worst, Math.round(holding / n));
    }
}
