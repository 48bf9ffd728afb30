package io.millrace.risk;

import io.millrace.fixed.Fixed;

/**
 * What one strategy may lose, and how it may behave. Fractions at 1e-8; may be {@link RiskLimits#UNLIMITED}.
 *
 * @param dailyLoss K6: loss since the start of the day, as a fraction of the sleeve's equity then, that ends its day
 * @param maxDrawdown K7: fall of the sleeve from its high-water mark that pauses it until a person resumes
 * @param streak K8: losing trades in a row
 * @param minVolatility K9: average true range as a fraction of the price below which it pauses
 * @param maxVolatility K9: and above which
 * @param maxOpenPositions K12
 * @param rate K15: entries by second and minute
 * @param conduct how it may deal with venues
 */
public record StrategyLimits(
        long dailyLoss,
        long maxDrawdown,
        StreakLimits streak,
        long minVolatility,
        long maxVolatility,
        long maxOpenPositions,
        RateLimits rate,
        ConductLimits conduct) {
    /** Whether the volatility control needs an average true range. */
    public boolean boundsVolatility() {
        return minVolatility != RiskLimits.UNLIMITED || maxVolatility != RiskLimits.UNLIMITED;
    }

    public StrategyLimits withConduct(final ConductLimits limits) {
        return new StrategyLimits(
                dailyLoss, maxDrawdown, streak, minVolatility, maxVolatility, maxOpenPositions, rate, limits);
    }

    StrategyLimits map(final LimitFields fields, final String prefix) {
        final StrategyLimits mapped = new StrategyLimits(
                fields.fixedOrOff(prefix + "dailyLoss", dailyLoss, 1, Fixed.ONE),
                fields.fixedOrOff(prefix + "maxDrawdown", maxDrawdown, 1, Fixed.ONE),
                streak.map(fields, prefix),
                fields.fixedOrOff(prefix + "minVolatility", minVolatility, 0, Fixed.ONE),
                fields.fixedOrOff(prefix + "maxVolatility", maxVolatility, 1, 10 * Fixed.ONE),
                fields.countOrOff(prefix + "maxOpenPositions", maxOpenPositions, 1, RiskLimits.MAX_COUNT),
                rate.map(fields, prefix),
                conduct.map(fields, prefix));
        if (mapped.minVolatility != RiskLimits.UNLIMITED && mapped.minVolatility > mapped.maxVolatility) {
            fields.violation(prefix + "minVolatility: " + Fixed.format(mapped.minVolatility)
                    + ", more than maxVolatility; expected at most " + Fixed.format(mapped.maxVolatility));
        }
        return mapped;
    }
}
