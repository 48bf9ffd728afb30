package io.millrace.risk;

/**
 * How good the data must be for an entry. Times in nanoseconds; may be {@link RiskLimits#UNLIMITED}.
 *
 * @param maxAgeNs K11: age of the newest data for strategies on bars of less than a day
 * @param maxAgeSessions K11: the same for strategies on daily bars, in sessions
 * @param maxDelayNs K11: between event time and receive time of the newest data, either way
 * @param startUpGate no entry before the session is up and the instrument has had data in it
 * @param blockUnknown no entry in an instrument that has an order nobody knows the fate of
 */
public record DataLimits(
        long maxAgeNs, long maxAgeSessions, long maxDelayNs, boolean startUpGate, boolean blockUnknown) {
    DataLimits map(final LimitFields fields) {
        return new DataLimits(
                fields.millisOrOff("risk.maxDataAgeMs", maxAgeNs, 1, RiskLimits.YEAR_MS),
                fields.countOrOff("risk.maxDataAgeSessions", maxAgeSessions, 0, 366),
                fields.millisOrOff("risk.maxDataDelayMs", maxDelayNs, 0, RiskLimits.YEAR_MS),
                fields.flag("risk.startUpGate", startUpGate),
                fields.flag("risk.blockUnknownOrders", blockUnknown));
    }
}
