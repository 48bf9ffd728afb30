package io.millrace.strategy.sizing;

/**
 * Weights in inverse proportion to volatility: {@code weight[i] = invested * (1/v[i]) / sum(1/v[j])}.
 *
 * <p>Source: the risk parity of assets with equal correlations, Maillard, Roncalli and Teiletche, The Properties of
 * Equally Weighted Risk Contribution Portfolios, Journal of Portfolio Management 36 (2010). Any unit of volatility, the
 * same for all. Summed in the order of the array.
 *
 * <p>A volatility that is NaN, infinite, negative or 0 gets weight 0 and the others share what is invested; all weights
 * are 0 when none is usable.
 *
 * @param invested share of equity that all weights together have
 */
public record InverseVolatility(double invested) {
    public InverseVolatility {
        SizingRange.check("invested", invested, SizingRange.MOST_LEVERAGE);
    }

    /** Writes the weights; both arrays are of one length, and may be one. */
    public void weights(final double[] volatilities, final double[] weights) {
        double sum = 0;
        for (int i = 0; i < volatilities.length; i++) {
            weights[i] = SizingRange.isUsable(volatilities[i]) ? 1 / volatilities[i] : 0;
            sum += weights[i];
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] = sum > 0 ? invested * weights[i] / sum : 0;
        }
    }
}
