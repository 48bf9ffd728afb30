package io.millrace.risk;

import io.millrace.fixed.Fixed;

/**
 * How a strategy may deal with venues before something is taken to be wrong with it. Counts may be {@link
 * RiskLimits#UNLIMITED}.
 *
 * @param messagesPerFill K15: orders and cancels of a day for each fill of the day
 * @param freeMessages K15: orders and cancels of a day that need no fill
 * @param repeatedFills orders filled on one side of one instrument within a minute that pause it until a person resumes
 * @param filledPerDay orders filled in a day that pause it until a person resumes
 * @param rejects refusals of venues in a row that pause it; the third pause lasts until a person resumes
 * @param rejectShare refusals of a minute as a fraction of its answers, at 1e-8, above which it is paused likewise; of
 *     ten answers at least
 * @param rejectPauseNs how long such a pause lasts
 * @param stopRequired whether its positions must be protected, as {@link StopLimits} say
 */
public record ConductLimits(
        long messagesPerFill,
        long freeMessages,
        long repeatedFills,
        long filledPerDay,
        long rejects,
        long rejectShare,
        long rejectPauseNs,
        boolean stopRequired) {
    ConductLimits map(final LimitFields fields, final String prefix) {
        return new ConductLimits(
                fields.countOrOff(prefix + "messagesPerFill", messagesPerFill, 1, RiskLimits.MAX_COUNT),
                fields.count(prefix + "freeMessages", freeMessages, 1, RiskLimits.MAX_COUNT),
                fields.countOrOff(prefix + "repeatedFills", repeatedFills, 1, RiskLimits.MAX_RATE),
                fields.countOrOff(prefix + "filledPerDay", filledPerDay, 1, RiskLimits.MAX_COUNT),
                fields.countOrOff(prefix + "venueRejects", rejects, 1, RiskLimits.MAX_COUNT),
                fields.fixedOrOff(prefix + "venueRejectShare", rejectShare, 0, Fixed.ONE),
                fields.millis(prefix + "rejectPauseMs", rejectPauseNs, 1, RiskLimits.YEAR_MS),
                fields.flag(prefix + "requireStop", stopRequired));
    }
}
