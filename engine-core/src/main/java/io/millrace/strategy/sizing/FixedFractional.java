package io.millrace.strategy.sizing;

/**
 * Risks the same share of equity on each trade: {@code units = equity * risk / (entry - stop)}.
 *
 * <p>Source: Ralph Vince, Portfolio Management Formulas (1990), fixed fractional trading with the distance to the stop
 * as the largest loss. Equity, prices and units at 1e-8; risk is a fraction. Units are rounded down. The position is
 * never worth more than {@code most} of equity: a stop near the entry would ask for any size.
 *
 * <p>0 units when the equity is not positive, when a price is not positive, or when the stop is at the entry.
 *
 * @param risk share of equity that the stop may cost, above 0 and at most 1
 * @param most largest value of the position as a share of equity
 */
public record FixedFractional(double risk, double most) {
    public FixedFractional {
        SizingRange.check("risk", risk, 1);
        SizingRange.check("most", most, SizingRange.MOST_LEVERAGE);
    }

    /** Units of a long or a short position, always positive. */
    public long units(final long equity, final long entryPrice, final long stopPrice) {
        final long distance = Math.abs(entryPrice - stopPrice);
        if (equity <= 0 || entryPrice <= 0 || stopPrice <= 0 || distance == 0) {
            return 0;
        }
        return SizingRange.smaller(equity, risk, distance, most, entryPrice);
    }
}
