package io.millrace.risk;

/**
 * K8: losing round trips in a row.
 *
 * @param losses each from this one on pauses the strategy, or {@link RiskLimits#UNLIMITED}
 * @param lossesToStop from this one on until a person resumes; at least losses, or {@link RiskLimits#UNLIMITED}
 * @param coolDownNs how long a pause lasts
 */
public record StreakLimits(long losses, long lossesToStop, long coolDownNs) {
    StreakLimits map(final LimitFields fields, final String prefix) {
        final StreakLimits mapped = new StreakLimits(
                fields.countOrOff(prefix + "losingTrades", losses, 1, RiskLimits.MAX_COUNT),
                fields.countOrOff(prefix + "losingTradesToStop", lossesToStop, 1, RiskLimits.MAX_COUNT),
                fields.millis(prefix + "coolDownMs", coolDownNs, 1, RiskLimits.YEAR_MS));
        if (mapped.lossesToStop < mapped.losses) {
            fields.violation(prefix + "losingTradesToStop: " + mapped.lossesToStop
                    + ", less than losingTrades; expected at least " + mapped.losses);
        }
        return mapped;
    }
}
