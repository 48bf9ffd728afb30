package io.millrace.risk;

/**
 * How a strategy may deal with venues before something is taken to be wrong with it. Counts may be {@link
 * RiskLimits#UNLIMITED}.
 *
 * @param messagesPerFill K15: orders and cancels of a day for each fill of the day
 * @param freeMessages K15: orders and cancels of a day that need no fill
 * @param repeatedFills orders filled on one side of one instrument within a minute that pause it until a person resumes
 * @param rejects refusals of venues in a row that pause it; the third pause lasts until a person resumes
 * @param rejectPauseNs how long such a pause lasts
 */
public record ConductLimits(
        long messagesPerFill, long freeMessages, long repeatedFills, long rejects, long rejectPauseNs) {
    ConductLimits map(final LimitFields fields, final String prefix) {
        return new ConductLimits(
                fields.countOrOff(prefix + "messagesPerFill", messagesPerFill, 1, RiskLimits.MAX_COUNT),
                fields.count(prefix + "freeMessages", freeMessages, 1, RiskLimits.MAX_COUNT),
                fields.countOrOff(prefix + "repeatedFills", repeatedFills, 1, RiskLimits.MAX_RATE),
                fields.countOrOff(prefix + "venueRejects", rejects, 1, RiskLimits.MAX_COUNT),
                fields.millis(prefix + "rejectPauseMs", rejectPauseNs, 1, RiskLimits.YEAR_MS));
    }
}
