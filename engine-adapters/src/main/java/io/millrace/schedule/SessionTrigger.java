package io.millrace.schedule;

import io.millrace.calendar.CalendarRegistry;
import io.millrace.calendar.TradingCalendar;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** So many minutes before or after every open or close of a market; early closes are early here too. */
final class SessionTrigger implements Trigger {
    private static final Pattern TEXT = Pattern.compile("(\\S+)\\s+(open|close)(?:\\s+([+-]\\d{1,3})m)?");
    private static final long MINUTE_NS = 60_000_000_000L;
    private static final int MOST_MINUTES = 720;

    private final TradingCalendar calendar;
    private final boolean open;
    private final long offsetNs;

    private SessionTrigger(TradingCalendar calendar, boolean open, long offsetNs) {
        this.calendar = calendar;
        this.open = open;
        this.offsetNs = offsetNs;
    }

    /** @throws IllegalArgumentException saying what was expected */
    static SessionTrigger parse(String text) {
        Matcher matcher = TEXT.matcher(text.trim());
        if (!matcher.matches()
                || (matcher.group(3) != null && Math.abs(Integer.parseInt(matcher.group(3))) > MOST_MINUTES)) {
            throw new IllegalArgumentException(
                    "expected a calendar, open or close, and at most 720 minutes, such as \"NYSE close +0m\"");
        }
        long minutes = matcher.group(3) == null ? 0 : Long.parseLong(matcher.group(3));
        return new SessionTrigger(
                CalendarRegistry.find(matcher.group(1)), matcher.group(2).equals("open"), minutes * MINUTE_NS);
    }

    @Override
    public long next(long afterNs) {
        int day = calendar.sessionAtOrAfter(TradingCalendar.dayOf(afterNs - offsetNs) - 1);
        while (timeOf(day) <= afterNs) {
            day = calendar.nextSession(day);
        }
        return timeOf(day);
    }

    private long timeOf(int day) {
        return (open ? calendar.openOfDayNs(day) : calendar.closeOfDayNs(day)) + offsetNs;
    }
}
