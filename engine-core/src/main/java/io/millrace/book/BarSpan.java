package io.millrace.book;

import io.millrace.calendar.TradingCalendar;

/**
 * The interval of time that a bar of an instrument covers. Nanoseconds UTC; reused by its owner, one thread.
 *
 * <p>Around the clock, intervals are those of {@link BarInterval}. With sessions, a bar below a day starts at a whole
 * number of lengths after the session's open and ends with the session at the latest; a bar of whole days starts at the
 * open of its first session and ends at the close of its last.
 */
final class BarSpan {
    private static final int DAY_SECONDS = 86_400;

    private final TradingCalendar calendar;
    private final int seconds;
    private final long lengthNs;
    private long startNs;
    private long endNs;

    /** @throws IllegalArgumentException for a length that would straddle sessions */
    BarSpan(final TradingCalendar calendar, final int seconds) {
        if (!fits(calendar, seconds)) {
            throw new IllegalArgumentException("bars of " + seconds + " s straddle the sessions of calendar "
                    + calendar.name() + ": use at most one day, or whole days");
        }
        this.calendar = calendar;
        this.seconds = seconds;
        this.lengthNs = BarInterval.lengthNs(seconds);
    }

    /** True when a bar of this length need not straddle a session: up to a day, or whole days. */
    static boolean fits(final TradingCalendar calendar, final int seconds) {
        return calendar.isRoundTheClock() || seconds < DAY_SECONDS || seconds % DAY_SECONDS == 0;
    }

    /** Moves to the interval that holds {@code timeNs}, which lies in a session. */
    void locate(final long timeNs) {
        if (calendar.isRoundTheClock()) {
            startNs = BarInterval.startNs(timeNs, seconds);
            endNs = startNs + lengthNs;
            return;
        }
        final long openNs = calendar.sessionOpenNs(timeNs);
        if (seconds < DAY_SECONDS) {
            startNs = openNs + (timeNs - openNs) / lengthNs * lengthNs;
            endNs = Math.min(startNs + lengthNs, calendar.sessionCloseNs(timeNs));
        } else {
            final long firstNs = BarInterval.startNs(openNs, seconds);
            final int lastDay = TradingCalendar.dayOf(firstNs + lengthNs - 1);
            startNs = calendar.sessionOpenNs(firstNs);
            endNs = calendar.closeOfDayNs(calendar.sessionAtOrBefore(lastDay));
        }
    }

    long startNs() {
        return startNs;
    }

    long endNs() {
        return endNs;
    }
}
