package io.millrace.risk;

import io.millrace.fixed.Fixed;

/**
 * How an order stands to the market, to what was meant, and to the other orders. Fractions at 1e-8; any but the flag
 * may be {@link RiskLimits#UNLIMITED}.
 *
 * @param maxVolumeShare an order's quantity as a fraction of what traded in the last 24 hours
 * @param notionalTolerance distance of an order's worth from what its strategy meant it to be worth, as a fraction of
 *     that; a lot is always tolerated
 * @param childWithinParent the orders of one parent may not be larger than it
 * @param workingPerSymbol open orders of the account in one instrument
 * @param workingPerVenue open orders of the account at its venue
 * @param netExposure worst net exposure of the account as a fraction of equity; to {@link RiskLimits#CEILING}
 */
public record FlowLimits(
        long maxVolumeShare,
        long notionalTolerance,
        boolean childWithinParent,
        long workingPerSymbol,
        long workingPerVenue,
        long netExposure) {
    /** Nothing is limited. */
    public static FlowLimits off() {
        final long off = RiskLimits.UNLIMITED;
        return new FlowLimits(off, off, false, off, off, off);
    }

    FlowLimits map(final LimitFields fields) {
        return new FlowLimits(
                fields.fixedOrOff("risk.maxVolumeShare", maxVolumeShare, 1, Fixed.ONE),
                fields.fixedOrOff("risk.notionalTolerance", notionalTolerance, 0, Fixed.ONE),
                fields.flag("risk.childWithinParent", childWithinParent),
                fields.countOrOff("risk.workingPerSymbol", workingPerSymbol, 1, RiskLimits.MAX_OPEN_ORDERS),
                fields.countOrOff("risk.workingPerVenue", workingPerVenue, 1, RiskLimits.MAX_OPEN_ORDERS),
                fields.fixedOrOff("risk.netExposure", netExposure, 1, RiskLimits.CEILING));
    }
}
