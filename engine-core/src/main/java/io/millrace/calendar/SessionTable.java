package io.millrace.calendar;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A calendar of weekday sessions, worked out once from the rules of a market.
 *
 * <p>One place a day in each array: open and close ({@link #CLOSED} without a session), and how many sessions there
 * were before it. Local times become UTC by the zone's rules, so sessions move with daylight saving time.
 */
final class SessionTable implements TradingCalendar {
    private static final long CLOSED = Long.MIN_VALUE;
    private static final long NANOS = 1_000_000_000L;
    private static final int LAST_WEEKDAY = 5;

    private final String name;
    private final int firstYear;
    private final int lastYear;
    private final int firstDay;
    private final long[] openNs;
    private final long[] closeNs;
    private final int[] sessionsBefore;
    private final int[] dayOfSession;
    private final SortedMap<Integer, String> reasons = new TreeMap<>();

    SessionTable(
            final String name, final MarketRules rules, final ZoneId zone, final int firstYear, final int lastYear) {
        this.name = name;
        this.firstYear = firstYear;
        this.lastYear = lastYear;
        final LocalDate first = LocalDate.of(firstYear, 1, 1);
        final LocalDate end = LocalDate.of(lastYear + 1, 1, 1);
        firstDay = (int) first.toEpochDay();
        final int days = (int) end.toEpochDay() - firstDay;
        openNs = new long[days];
        closeNs = new long[days];
        sessionsBefore = new int[days + 1];
        final int[] sessionDays = new int[days];
        int sessions = 0;
        for (int i = 0; i < days; i++) {
            sessionsBefore[i] = sessions;
            final LocalDate date = first.plusDays(i);
            final String holiday = date.getDayOfWeek().getValue() > LAST_WEEKDAY ? "weekend" : rules.holiday(date);
            if (holiday.isEmpty()) {
                openNs[i] = nanos(date, rules.opens(date), zone);
                closeNs[i] = nanos(date, rules.closes(date), zone);
                sessionDays[sessions++] = firstDay + i;
            } else {
                openNs[i] = CLOSED;
                closeNs[i] = CLOSED;
                reasons.put(firstDay + i, holiday);
            }
        }
        sessionsBefore[days] = sessions;
        dayOfSession = Arrays.copyOf(sessionDays, sessions);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean isRoundTheClock() {
        return false;
    }

    @Override
    public boolean isSession(final int day) {
        return openNs[index(day)] != CLOSED;
    }

    @Override
    public long openOfDayNs(final int day) {
        return sessionTime(openNs[index(day)], day);
    }

    @Override
    public long closeOfDayNs(final int day) {
        return sessionTime(closeNs[index(day)], day);
    }

    @Override
    public int sessionAtOrAfter(final int day) {
        return sessionDay(sessionsBefore[index(day)], day);
    }

    @Override
    public int sessionAtOrBefore(final int day) {
        return sessionDay(sessionsBefore[index(day) + 1] - 1, day);
    }

    @Override
    public int sessionsBetween(final int fromDay, final int toDay) {
        return Math.max(0, sessionsBefore[index(toDay) + 1] - sessionsBefore[index(fromDay)]);
    }

    @Override
    public String closedBecause(final int day) {
        return isSession(day) ? "" : reasons.get(day);
    }

    @Override
    public long sessionOpenNs(final long timeNs) {
        final int session = sessionIndex(timeNs);
        return session < dayOfSession.length ? openNs[dayOfSession[session] - firstDay] : NEVER;
    }

    @Override
    public long sessionCloseNs(final long timeNs) {
        final int session = sessionIndex(timeNs);
        return session < dayOfSession.length ? closeNs[dayOfSession[session] - firstDay] : NEVER;
    }

    /** Place of the session that the time lies in, or of the next one; one place too far after the last. */
    private int sessionIndex(final long timeNs) {
        final int index = Math.max(0, Math.min(TradingCalendar.dayOf(timeNs) - firstDay, openNs.length));
        final boolean isOver = index < openNs.length && closeNs[index] != CLOSED && closeNs[index] <= timeNs;
        return sessionsBefore[index] + (isOver ? 1 : 0);
    }

    private int index(final int day) {
        final int index = day - firstDay;
        if (index < 0 || index >= openNs.length) {
            throw outside(day);
        }
        return index;
    }

    private int sessionDay(final int session, final int day) {
        if (session < 0 || session >= dayOfSession.length) {
            throw outside(day);
        }
        return dayOfSession[session];
    }

    private long sessionTime(final long timeNs, final int day) {
        if (timeNs == CLOSED) {
            throw new IllegalArgumentException("calendar " + name + " has no session on " + LocalDate.ofEpochDay(day)
                    + " (" + closedBecause(day) + "): ask isSession first");
        }
        return timeNs;
    }

    private IllegalArgumentException outside(final int day) {
        return new IllegalArgumentException("calendar " + name + " was asked about " + LocalDate.ofEpochDay(day)
                + ", expected a session day in " + firstYear + " to " + lastYear
                + ": leave out the rows outside these years, or use calendar " + CalendarRegistry.ALWAYS_OPEN);
    }

    private static long nanos(final LocalDate date, final LocalTime time, final ZoneId zone) {
        return date.atTime(time).atZone(zone).toEpochSecond() * NANOS;
    }
}
