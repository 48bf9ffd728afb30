package io.millrace.risk;

import io.millrace.fixed.Fixed;

/**
 * How much the account may hold and have working. Fractions and money at 1e-8.
 *
 * @param perAssetCap K1: worst exposure in one instrument as a fraction of account equity; to {@link
 *     RiskLimits#CEILING}
 * @param classCaps K2: the same for each asset class
 * @param grossLeverage K3: worst gross exposure as a fraction of account equity; to {@link RiskLimits#CEILING}
 * @param maxLeverageDrift what is held may drift to this multiple of grossLeverage before entries stop; 1 to 3, or
 *     {@link RiskLimits#UNLIMITED}
 * @param maxPositionValue K13: worst exposure in one instrument, or {@link RiskLimits#UNLIMITED}
 * @param maxOpenPositions K12: positions of all sleeves, or {@link RiskLimits#UNLIMITED}
 * @param maxOpenOrders of the account; 1 to {@link RiskLimits#MAX_OPEN_ORDERS}; orders that reduce may use {@link
 *     RiskLimits#EXIT_RESERVE} more
 * @param shortsAllowed sleeves may sell what they do not have
 */
public record ExposureLimits(
        long perAssetCap,
        ClassCaps classCaps,
        long grossLeverage,
        long maxLeverageDrift,
        long maxPositionValue,
        long maxOpenPositions,
        long maxOpenOrders,
        boolean shortsAllowed) {
    ExposureLimits map(final LimitFields fields) {
        return new ExposureLimits(
                fields.fixed("risk.perAssetCap", perAssetCap, 1, RiskLimits.CEILING),
                classCaps.map(fields),
                fields.fixed("risk.grossLeverage", grossLeverage, 1, RiskLimits.CEILING),
                fields.fixedOrOff("risk.maxLeverageDrift", maxLeverageDrift, Fixed.ONE, 3 * Fixed.ONE),
                fields.fixedOrOff("risk.maxPositionValue", maxPositionValue, 1, RiskLimits.UNLIMITED - 1),
                fields.countOrOff("risk.maxOpenPositions", maxOpenPositions, 1, RiskLimits.MAX_COUNT),
                fields.count("risk.maxOpenOrders", maxOpenOrders, 1, RiskLimits.MAX_OPEN_ORDERS),
                fields.flag("risk.shortsAllowed", shortsAllowed));
    }
}
