package io.millrace.strategy.sizing;

import io.millrace.fixed.Fixed;

/**
 * Gives each trade a risk of the same share of equity, measured in average true ranges:
 * {@code units = equity * risk / (multiple * ATR)}.
 *
 * <p>Source: the percent volatility model of Van K. Tharp, Trade Your Way to Financial Freedom (1998); with a multiple
 * of 1 and a risk of 1 % it is the unit of the Turtle rules (Curtis Faith, 2003). Equity, price and units at 1e-8; the
 * average true range in the units of the price, as the indicator {@code atr} gives it. Units are rounded down.
 *
 * <p>0 units when the range is NaN, not positive or infinite, or when equity or price is not positive.
 *
 * @param risk share of equity that the multiple of the range may cost, above 0 and at most 1
 * @param multiple of the range
 * @param most largest value of the position as a share of equity
 */
public record AtrRisk(double risk, double multiple, double most) {
    public AtrRisk {
        SizingRange.check("risk", risk, 1);
        SizingRange.check("multiple", multiple, SizingRange.MOST_MULTIPLE);
        SizingRange.check("most", most, SizingRange.MOST_LEVERAGE);
    }

    /** Units of a long or a short position, always positive. */
    public long units(final long equity, final long price, final double range) {
        final double distance = multiple * range;
        if (equity <= 0 || price <= 0 || !SizingRange.isUsable(distance)) {
            return 0;
        }
        final long fixed = Fixed.fromDouble(distance);
        return fixed == 0 ? 0 : SizingRange.smaller(equity, risk, fixed, most, price);
    }
}
