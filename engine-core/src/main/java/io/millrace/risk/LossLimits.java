package io.millrace.risk;

import io.millrace.fixed.Fixed;

/**
 * When the account must take less risk, or none. Fractions at 1e-8, or {@link RiskLimits#UNLIMITED}.
 *
 * @param deRiskDrawdown K4: fall from the high-water mark from which sizes are cut
 * @param deRiskFactor K4: what is left of a size then
 * @param haltDrawdown K5: fall at which everything is closed and trading halts
 * @param dailyLoss K6: loss since the start of the day, as a fraction of equity then, at which entries stop for the day
 * @param maxTurnover traded value of a day as a multiple of equity at its start
 * @param valueAtRisk K21: loss of one day that 99 of 100 days did not reach, as a fraction of equity
 * @param expectedShortfall K21: mean loss of the days beyond it
 * @param varDays K21: how many of the newest days are looked at
 */
public record LossLimits(
        long deRiskDrawdown,
        long deRiskFactor,
        long haltDrawdown,
        long dailyLoss,
        long maxTurnover,
        long valueAtRisk,
        long expectedShortfall,
        long varDays) {
    LossLimits map(final LimitFields fields) {
        return new LossLimits(
                fields.fixedOrOff("risk.deRiskDrawdown", deRiskDrawdown, 1, Fixed.ONE),
                fields.fixed("risk.deRiskFactor", deRiskFactor, 1, Fixed.ONE),
                fields.fixedOrOff("risk.haltDrawdown", haltDrawdown, 1, Fixed.ONE),
                fields.fixedOrOff("risk.dailyLoss", dailyLoss, 1, Fixed.ONE),
                fields.fixedOrOff("risk.maxTurnover", maxTurnover, 1, 10_000 * Fixed.ONE),
                fields.fixedOrOff("risk.valueAtRisk", valueAtRisk, 1, Fixed.ONE),
                fields.fixedOrOff("risk.expectedShortfall", expectedShortfall, 1, Fixed.ONE),
                fields.count("risk.varDays", varDays, ValueAtRisk.LEAST_DAYS, 5_000));
    }
}
