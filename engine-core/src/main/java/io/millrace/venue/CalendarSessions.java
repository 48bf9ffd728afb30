package io.millrace.venue;

import io.millrace.calendar.TradingCalendar;

/** The sessions of each instrument's own calendar. Immutable; any thread. */
public final class CalendarSessions implements SessionClock {
    private final TradingCalendar[] calendars;

    /** @param calendars by instrument id */
    public CalendarSessions(final TradingCalendar[] calendars) {
        this.calendars = calendars.clone();
    }

    @Override
    public long sessionEndNs(final int instrument, final long timeNs) {
        return calendars[instrument].sessionCloseNs(timeNs);
    }

    @Override
    public boolean isRoundTheClock(final int instrument) {
        return calendars[instrument].isRoundTheClock();
    }

    @Override
    public boolean overlaps(final int instrument, final long fromNs, final long toNs) {
        final TradingCalendar calendar = calendars[instrument];
        if (calendar.isRoundTheClock()) {
            return true;
        }
        final long openNs = calendar.sessionOpenNs(fromNs);
        return openNs <= fromNs || openNs < toNs;
    }

    @Override
    public boolean pauses(final int instrument, final long fromNs, final long toNs) {
        final TradingCalendar calendar = calendars[instrument];
        return !calendar.isRoundTheClock() && (!calendar.isOpen(fromNs) || calendar.sessionCloseNs(fromNs) <= toNs);
    }
}
