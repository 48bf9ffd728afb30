package io.millrace.risk;

/**
 * Whether positions must be protected.
 *
 * @param required of all strategies; else only of those that {@link ConductLimits#stopRequired} names
 * @param withinNs how long a position may be without a protective stop; 0 = entries must bring theirs with them
 */
public record StopLimits(boolean required, long withinNs) {
    /** Nothing is required. */
    public static StopLimits off() {
        return new StopLimits(false, 2_000 * RiskLimits.MILLI);
    }

    StopLimits map(final LimitFields fields) {
        return new StopLimits(
                fields.flag("risk.requireStop", required),
                fields.millis("risk.stopWithinMs", withinNs, 0, RiskLimits.HOUR_MS));
    }
}
