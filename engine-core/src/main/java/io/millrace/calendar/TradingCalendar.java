package io.millrace.calendar;

/**
 * The trading sessions of a market. Times are nanoseconds UTC, days are UTC days since 1970-01-01.
 *
 * <p>A session is half open, {@code [open, close)}, and lies in one UTC day, by which it is named. Pure functions of
 * their arguments; no look-up allocates or searches. Any thread.
 *
 * <p>A calendar with holidays knows its years only. Asked about a day outside them it throws an {@code
 * IllegalArgumentException} that names them; asked about a time, which may be a source's mistake, it answers that no
 * session is open.
 */
public interface TradingCalendar {
    /** Length of a day. */
    long DAY_NS = 86_400_000_000_000L;

    /** The time of what does not come any more. */
    long NEVER = Long.MAX_VALUE;

    String name();

    /** True when the market never closes: a session ends where the next one begins. */
    boolean isRoundTheClock();

    /** True when there is a session on this day. */
    boolean isSession(int day);

    /** Open of the day's session, which there must be. */
    long openOfDayNs(int day);

    /** Close of the day's session, which there must be. */
    long closeOfDayNs(int day);

    /** The first day with a session at or after {@code day}. */
    int sessionAtOrAfter(int day);

    /** The last day with a session at or before {@code day}. */
    int sessionAtOrBefore(int day);

    /** How many sessions there are from {@code fromDay} to {@code toDay}, both included; 0 when they are reversed. */
    int sessionsBetween(int fromDay, int toDay);

    /** Why there is no session on this day, such as {@code Good Friday}; an empty text when there is one. */
    String closedBecause(int day);

    /** The day of the session that {@code timeNs} lies in, or of the next one. */
    default int sessionOf(final long timeNs) {
        final int day = sessionAtOrAfter(dayOf(timeNs));
        return timeNs < closeOfDayNs(day) ? day : sessionAtOrAfter(day + 1);
    }

    /** Open of the session that {@code timeNs} lies in, or of the next one; {@link #NEVER} after the last. */
    long sessionOpenNs(long timeNs);

    /**
     * Close of the session that {@code timeNs} lies in, or of the next one; later than {@code timeNs}; {@link #NEVER}
     * after the last.
     */
    long sessionCloseNs(long timeNs);

    /** True when {@code timeNs} lies in a session. */
    default boolean isOpen(final long timeNs) {
        return sessionOpenNs(timeNs) <= timeNs;
    }

    /** The day after this one on which there is a session. */
    default int nextSession(final int day) {
        return sessionAtOrAfter(day + 1);
    }

    /** The day before this one on which there was a session. */
    default int previousSession(final int day) {
        return sessionAtOrBefore(day - 1);
    }

    /** The UTC day that holds {@code timeNs}. */
    static int dayOf(final long timeNs) {
        return (int) Math.floorDiv(timeNs, DAY_NS);
    }
}
