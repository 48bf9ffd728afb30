package io.millrace.calendar;

import io.millrace.config.NearestName;
import java.time.ZoneId;
import java.util.List;

/**
 * The calendars by name. A table of sessions is worked out at its first use, some tens of milliseconds, and shared
 * after. Any thread; start-up only.
 */
public final class CalendarRegistry {
    /** Markets that never close. */
    public static final String ALWAYS_OPEN = "24x7";

    /** Regular sessions of the New York Stock Exchange. */
    public static final String NYSE = "NYSE";

    /** Regular sessions of Nasdaq, which have been those of the New York Stock Exchange since 1990. */
    public static final String NASDAQ = "NASDAQ";

    /** Business days of the federal government. */
    public static final String US_FEDERAL = "US-FEDERAL";

    /** First year of the tables. */
    public static final int FIRST_YEAR = 1990;

    /** Last year of the tables. */
    public static final int LAST_YEAR = 2100;

    private static final List<String> NAMES = List.of(ALWAYS_OPEN, NYSE, NASDAQ, US_FEDERAL);
    private static final TradingCalendar ROUND_THE_CLOCK = new RoundTheClock(ALWAYS_OPEN);

    private CalendarRegistry() {}

    /** All names, for messages. */
    public static List<String> names() {
        return NAMES;
    }

    /**
     * The calendar of this name.
     *
     * @throws IllegalArgumentException naming the calendars there are and the nearest one
     */
    public static TradingCalendar find(final String name) {
        return switch (name) {
            case ALWAYS_OPEN -> ROUND_THE_CLOCK;
            case NYSE -> Nyse.CALENDAR;
            case NASDAQ -> Nasdaq.CALENDAR;
            case US_FEDERAL -> Federal.CALENDAR;
            default ->
                throw new IllegalArgumentException("calendar is \"" + name + "\"; expected one of "
                        + String.join(", ", NAMES) + NearestName.hint(name, NAMES));
        };
    }

    private static TradingCalendar table(final String name, final MarketRules rules) {
        return new SessionTable(name, rules, ZoneId.of("America/New_York"), FIRST_YEAR, LAST_YEAR);
    }

    /** Built when first asked for. */
    private static final class Nyse {
        static final TradingCalendar CALENDAR = table(NYSE, new NyseRules());
    }

    /** Built when first asked for. */
    private static final class Nasdaq {
        static final TradingCalendar CALENDAR = table(NASDAQ, new NyseRules());
    }

    /** Built when first asked for. */
    private static final class Federal {
        static final TradingCalendar CALENDAR = table(US_FEDERAL, new FederalRules());
    }
}
