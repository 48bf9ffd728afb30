package io.millrace.strategy;

import io.millrace.calendar.CalendarRegistry;
import io.millrace.calendar.TradingCalendar;
import io.millrace.instrument.AssetClass;

/**
 * Which sessions there are, and which of them ends a week. Known in advance from a calendar: what is learnt from the
 * first bar of the next week comes too late to trade its open. Immutable.
 *
 * <p>Shares and funds that name no exchange (their calendar never closes) are taken to trade in New York. Where there
 * is no exchange at all the week ends on Friday.
 */
final class TradingWeek {
    private static final int FRIDAY = 4;

    private final TradingCalendar calendar;

    private TradingWeek(final TradingCalendar calendar) {
        this.calendar = calendar;
    }

    /** That of the universe's first instrument. */
    static TradingWeek of(final StrategySetup setup) {
        final TradingCalendar given = setup.calendar(0);
        final AssetClass kind = setup.assetClass(0);
        final boolean exchange = kind == AssetClass.EQUITY || kind == AssetClass.ETF;
        return new TradingWeek(
                given.isRoundTheClock() && exchange ? CalendarRegistry.find(CalendarRegistry.NYSE) : given);
    }

    /** The UTC day of the session that a bar with this closing time belongs to. */
    static int dayOf(final long closeTimeNs) {
        return TradingCalendar.dayOf(closeTimeNs - 1);
    }

    /** True when a bar with this closing time is the last one of a session. */
    boolean endsSession(final long closeTimeNs) {
        final int day = dayOf(closeTimeNs);
        return calendar.isSession(day) && closeTimeNs >= calendar.closeOfDayNs(day);
    }

    /** True when no session follows in the ISO week of the day. */
    boolean endsWeek(final int day) {
        if (calendar.isRoundTheClock()) {
            return Math.floorMod(sinceMonday(day), 7) == FRIDAY;
        }
        return week(calendar.nextSession(day)) != week(day);
    }

    private static int week(final int day) {
        return Math.floorDiv(sinceMonday(day), 7);
    }

    /** 1970-01-01 was a Thursday. */
    private static int sinceMonday(final int day) {
        return day + 3;
    }
}
