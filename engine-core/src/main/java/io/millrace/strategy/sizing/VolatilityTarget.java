package io.millrace.strategy.sizing;

/**
 * Holds less of what moves more: {@code weight = target / volatility}, at most {@code most}.
 *
 * <p>Source: Moreira and Muir, Volatility-Managed Portfolios, Journal of Finance 72 (2017), with the deviation in place
 * of the variance, as in Harvey et al., The Impact of Volatility Targeting (2018). Both volatilities are fractions a
 * year; {@link #annual} makes one of a deviation a bar.
 *
 * <p>Weight 0 when the volatility is NaN, infinite, negative or 0: what does not move is a price that stands still, not
 * a safe asset.
 *
 * @param target volatility a year, a fraction
 * @param most largest weight
 */
public record VolatilityTarget(double target, double most) {
    public VolatilityTarget {
        SizingRange.check("target", target, SizingRange.MOST_LEVERAGE);
        SizingRange.check("most", most, SizingRange.MOST_LEVERAGE);
    }

    /** Share of equity. */
    public double weight(final double volatility) {
        return SizingRange.isUsable(volatility) ? Math.min(most, target / volatility) : 0;
    }

    /** A year's volatility from that of one bar, with independent returns: {@code deviation * sqrt(barsPerYear)}. */
    public static double annual(final double deviation, final double barsPerYear) {
        return deviation * Math.sqrt(barsPerYear);
    }
}
