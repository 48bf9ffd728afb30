package io.millrace.risk;

import io.millrace.fixed.Fixed;

/**
 * The steps between and beyond the loss limits of the account. At 1e-8, or {@link RiskLimits#UNLIMITED}.
 *
 * @param dailyLossHalt a loss of the day of this multiple of {@link LossLimits#dailyLoss} halts; 1 to 10
 * @param reduceDrawdown fall from the high-water mark from which only reducing orders leave
 * @param strategyDeRisk fall of a sleeve from its own mark from which its sizes are cut as by {@link
 *     LossLimits#deRiskFactor}
 */
public record StepLimits(long dailyLossHalt, long reduceDrawdown, long strategyDeRisk) {
    /** No steps. */
    public static StepLimits off() {
        return new StepLimits(RiskLimits.UNLIMITED, RiskLimits.UNLIMITED, RiskLimits.UNLIMITED);
    }

    StepLimits map(final LimitFields fields) {
        return new StepLimits(
                fields.fixedOrOff("risk.dailyLossHalt", dailyLossHalt, Fixed.ONE, 10 * Fixed.ONE),
                fields.fixedOrOff("risk.reduceDrawdown", reduceDrawdown, 1, Fixed.ONE),
                fields.fixedOrOff("risk.strategyDeRisk", strategyDeRisk, 1, Fixed.ONE));
    }
}
