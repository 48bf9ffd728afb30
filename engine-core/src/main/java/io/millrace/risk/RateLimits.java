package io.millrace.risk;

/**
 * K15: entries sent in any second and any minute, by the account or by one strategy; {@link RiskLimits#UNLIMITED} = no
 * limit.
 */
public record RateLimits(long perSecond, long perMinute) {
    /** No limit. */
    public static RateLimits off() {
        return new RateLimits(RiskLimits.UNLIMITED, RiskLimits.UNLIMITED);
    }

    boolean isOff() {
        return perSecond == RiskLimits.UNLIMITED && perMinute == RiskLimits.UNLIMITED;
    }

    RateLimits map(final LimitFields fields, final String prefix) {
        return new RateLimits(
                fields.countOrOff(prefix + "ordersPerSecond", perSecond, 1, RiskLimits.MAX_RATE),
                fields.countOrOff(prefix + "ordersPerMinute", perMinute, 1, RiskLimits.MAX_RATE));
    }
}
