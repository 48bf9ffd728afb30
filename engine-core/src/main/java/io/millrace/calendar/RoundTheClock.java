package io.millrace.calendar;

/** A market that never closes: every UTC day is a session, from midnight to midnight, in all years. */
final class RoundTheClock implements TradingCalendar {
    private final String name;

    RoundTheClock(final String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean isRoundTheClock() {
        return true;
    }

    @Override
    public boolean isSession(final int day) {
        return true;
    }

    @Override
    public long openOfDayNs(final int day) {
        return day * DAY_NS;
    }

    @Override
    public long closeOfDayNs(final int day) {
        return (day + 1) * DAY_NS;
    }

    @Override
    public int sessionAtOrAfter(final int day) {
        return day;
    }

    @Override
    public int sessionAtOrBefore(final int day) {
        return day;
    }

    @Override
    public int sessionsBetween(final int fromDay, final int toDay) {
        return Math.max(0, toDay - fromDay + 1);
    }

    @Override
    public String closedBecause(final int day) {
        return "";
    }

    @Override
    public long sessionOpenNs(final long timeNs) {
        return Math.floorDiv(timeNs, DAY_NS) * DAY_NS;
    }

    @Override
    public long sessionCloseNs(final long timeNs) {
        return (Math.floorDiv(timeNs, DAY_NS) + 1) * DAY_NS;
    }

    @Override
    public boolean isOpen(final long timeNs) {
        return true;
    }
}
