package io.millrace.risk;

import io.millrace.fixed.Fixed;

/**
 * What the machine must have left, as told by events of the journal. Each may be {@link RiskLimits#UNLIMITED}.
 *
 * @param maxRingFill part of the ring between the stages that may be full, as a fraction at 1e-8
 * @param minFreeDiskMb free disk space in MiB
 * @param haltNs how long one of them may not hold, in nanoseconds, before trading halts
 */
public record ResourceLimits(long maxRingFill, long minFreeDiskMb, long haltNs) {
    /** Nothing is asked of the machine. */
    public static ResourceLimits off() {
        return new ResourceLimits(RiskLimits.UNLIMITED, RiskLimits.UNLIMITED, RiskLimits.UNLIMITED);
    }

    boolean isOff() {
        return maxRingFill == RiskLimits.UNLIMITED && minFreeDiskMb == RiskLimits.UNLIMITED;
    }

    /** Whether free disk space is limited. */
    public boolean hasDiskLimit() {
        return minFreeDiskMb != RiskLimits.UNLIMITED;
    }

    ResourceLimits map(final LimitFields fields) {
        return new ResourceLimits(
                fields.fixedOrOff("risk.maxRingFill", maxRingFill, 1, Fixed.ONE),
                fields.countOrOff("risk.minFreeDiskMb", minFreeDiskMb, 1, RiskLimits.MAX_COUNT),
                fields.millisOrOff("risk.resourceHaltMs", haltNs, 1, RiskLimits.YEAR_MS));
    }
}
