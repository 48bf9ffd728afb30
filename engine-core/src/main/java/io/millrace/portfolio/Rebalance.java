package io.millrace.portfolio;

/**
 * How often the sleeves' cash is brought back to their budgets. Periods are those of the UTC calendar; weeks begin on
 * Monday.
 */
public enum Rebalance {
    NEVER,
    DAILY,
    WEEKLY,
    MONTHLY;

    private static final int MONDAY_AFTER_EPOCH = 3;
    private static final int DAYS_A_WEEK = 7;

    /** The number of the period a day lies in; days count from 1970-01-01. */
    public long periodOf(final long day) {
        return switch (this) {
            case NEVER -> 0;
            case DAILY -> day;
            case WEEKLY -> Math.floorDiv(day + MONDAY_AFTER_EPOCH, DAYS_A_WEEK);
            case MONTHLY -> monthOf(day);
        };
    }

    /** Months since year 0, counted in years of March to February, so that the leap day is the last of a year. */
    private static long monthOf(final long day) {
        final long sinceMarch = day + 719_468;
        final long era = Math.floorDiv(sinceMarch, 146_097);
        final long dayOfEra = sinceMarch - era * 146_097;
        final long yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        final long dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        return (era * 400 + yearOfEra) * 12 + (5 * dayOfYear + 2) / 153;
    }
}
