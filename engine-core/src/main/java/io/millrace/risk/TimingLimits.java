package io.millrace.risk;

/**
 * How long things may take before they are taken for broken. Times in nanoseconds; each may be {@link
 * RiskLimits#UNLIMITED}.
 *
 * @param maxRoundTripNs from an order to the venue's first answer, of 95 in 100 orders of the last minute
 * @param maxClockErrorNs how far in the future of our clock data may be
 * @param lateReduceNs how long data may be late before only reducing orders leave
 * @param unknownReduceNs how long the fate of an order may be unknown before only reducing orders leave
 * @param unknownHaltNs and before trading halts; at least unknownReduceNs
 * @param canaryNs from a session's start, while entries are of the smallest size; on by default in mode live
 */
public record TimingLimits(
        long maxRoundTripNs,
        long maxClockErrorNs,
        long lateReduceNs,
        long unknownReduceNs,
        long unknownHaltNs,
        long canaryNs) {
    /** How long a live session begins small unless told otherwise. */
    static final long LIVE_CANARY_NS = 900_000 * RiskLimits.MILLI;

    /** Without a canary. */
    public TimingLimits(
            final long maxRoundTripNs,
            final long maxClockErrorNs,
            final long lateReduceNs,
            final long unknownReduceNs,
            final long unknownHaltNs) {
        this(maxRoundTripNs, maxClockErrorNs, lateReduceNs, unknownReduceNs, unknownHaltNs, RiskLimits.UNLIMITED);
    }

    /** Nothing is limited. */
    public static TimingLimits off() {
        final long off = RiskLimits.UNLIMITED;
        return new TimingLimits(off, off, off, off, off);
    }

    public TimingLimits withCanary(final long nanos) {
        return new TimingLimits(maxRoundTripNs, maxClockErrorNs, lateReduceNs, unknownReduceNs, unknownHaltNs, nanos);
    }

    TimingLimits map(final LimitFields fields) {
        final TimingLimits mapped = new TimingLimits(
                fields.millisOrOff("risk.maxRoundTripMs", maxRoundTripNs, 1, RiskLimits.HOUR_MS),
                fields.millisOrOff("risk.maxClockErrorMs", maxClockErrorNs, 0, RiskLimits.HOUR_MS),
                fields.millisOrOff("risk.lateReduceMs", lateReduceNs, 1, RiskLimits.YEAR_MS),
                fields.millisOrOff("risk.unknownReduceMs", unknownReduceNs, 1, RiskLimits.YEAR_MS),
                fields.millisOrOff("risk.unknownHaltMs", unknownHaltNs, 1, RiskLimits.YEAR_MS),
                fields.millisOrOff("risk.canaryMs", canaryNs, 1, RiskLimits.YEAR_MS));
        if (mapped.unknownReduceNs != RiskLimits.UNLIMITED && mapped.unknownHaltNs < mapped.unknownReduceNs) {
            fields.violation("risk.unknownHaltMs: " + mapped.unknownHaltNs / RiskLimits.MILLI
                    + ", less than risk.unknownReduceMs; expected at least "
                    + mapped.unknownReduceNs / RiskLimits.MILLI);
        }
        return mapped;
    }
}
