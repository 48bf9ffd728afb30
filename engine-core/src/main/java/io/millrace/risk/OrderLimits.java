package io.millrace.risk;

import io.millrace.fixed.Fixed;

/**
 * How far one order may go. Fractions, money and quantities at 1e-8, times in nanoseconds; any but the window may be
 * {@link RiskLimits#UNLIMITED}.
 *
 * @param maxOrderValue K13: worth of one order
 * @param maxOrderQuantity K13: units of one order
 * @param priceCollar K14: distance of an order's price from the market as a fraction; at most 1
 * @param stopCollar the same for a stop's trigger; at least priceCollar
 * @param maxPriceAgeNs K14: older prices are no prices
 * @param duplicateWindowNs K16: a second equal order within it is refused; 0 = off, to one hour
 * @param maxSpread K10: spread at an entry as a fraction of the middle
 * @param selfTradeGuard K19: no entry that would meet a working order of the account
 */
public record OrderLimits(
        long maxOrderValue,
        long maxOrderQuantity,
        long priceCollar,
        long stopCollar,
        long maxPriceAgeNs,
        long duplicateWindowNs,
        long maxSpread,
        boolean selfTradeGuard) {
    OrderLimits map(final LimitFields fields) {
        final OrderLimits mapped = new OrderLimits(
                fields.fixedOrOff("risk.maxOrderValue", maxOrderValue, 1, RiskLimits.UNLIMITED - 1),
                fields.fixedOrOff("risk.maxOrderQuantity", maxOrderQuantity, 1, RiskLimits.UNLIMITED - 1),
                fields.fixedOrOff("risk.priceCollar", priceCollar, 1, Fixed.ONE),
                fields.fixedOrOff("risk.stopCollar", stopCollar, 1, RiskLimits.UNLIMITED - 1),
                fields.millisOrOff("risk.maxPriceAgeMs", maxPriceAgeNs, 1, RiskLimits.YEAR_MS),
                fields.millis("risk.duplicateWindowMs", duplicateWindowNs, 0, RiskLimits.HOUR_MS),
                fields.fixedOrOff("risk.maxSpread", maxSpread, 1, Fixed.ONE),
                fields.flag("risk.selfTradeGuard", selfTradeGuard));
        if (mapped.stopCollar < mapped.priceCollar) {
            fields.violation("risk.stopCollar: " + Fixed.format(mapped.stopCollar)
                    + ", less than risk.priceCollar; expected at least " + Fixed.format(mapped.priceCollar));
        }
        return mapped;
    }
}
