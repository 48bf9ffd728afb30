package io.millrace.calendar;

import static io.millrace.calendar.UsDates.isDate;
import static io.millrace.calendar.UsDates.isGoodFriday;
import static io.millrace.calendar.UsDates.isKept;
import static io.millrace.calendar.UsDates.isKeptSunday;
import static io.millrace.calendar.UsDates.isNth;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;

/**
 * Regular sessions of the New York exchanges since 1990: 09:30 to 16:00, holidays and early closes by rule, days of
 * mourning and catastrophes by {@link OneOffClosures}.
 *
 * <p>A holiday on a Saturday is kept on the Friday, except New Year: that Friday ends the accounting year. Left out are
 * interruptions that nobody could plan with (storms, power failures, circuit breakers, moments of silence): such a day
 * has its full session here.
 */
final class NyseRules implements MarketRules {
    private static final LocalTime OPEN = LocalTime.of(9, 30);
    private static final LocalTime CLOSE = LocalTime.of(16, 0);
    private static final LocalTime EARLY = LocalTime.of(13, 0);
    private static final LocalTime EARLY_UNTIL_1992 = LocalTime.of(14, 0);
    private static final int FIRST_SHORT_THANKSGIVING_FRIDAY = 1992;
    private static final int FIRST_SHORT_INDEPENDENCE_EVE = 1995;
    private static final int EVE_ON_WEDNESDAY_SINCE = 2013;

    @Override
    public String holiday(final LocalDate date) {
        final int year = date.getYear();
        if (isKeptSunday(date, Month.JANUARY, 1)) {
            return "New Year";
        }
        if (year >= 1998 && isNth(date, Month.JANUARY, DayOfWeek.MONDAY, 3)) {
            return "Martin Luther King Day";
        }
        if (isNth(date, Month.FEBRUARY, DayOfWeek.MONDAY, 3)) {
            return "Washington's Birthday";
        }
        if (isGoodFriday(date)) {
            return "Good Friday";
        }
        if (isNth(date, Month.MAY, DayOfWeek.MONDAY, -1)) {
            return "Memorial Day";
        }
        if (year >= 2022 && isKept(date, Month.JUNE, 19)) {
            return "Juneteenth";
        }
        return lateHoliday(date);
    }

    @Override
    public LocalTime opens(final LocalDate date) {
        return OPEN;
    }

    @Override
    public LocalTime closes(final LocalDate date) {
        if (isFridayAfterThanksgiving(date) || isDate(date, Month.DECEMBER, 24)) {
            return endOfYearClose(date);
        }
        return isShortForIndependence(date) || OneOffClosures.closesEarly(date) ? EARLY : CLOSE;
    }

    private static String lateHoliday(final LocalDate date) {
        if (isKept(date, Month.JULY, 4)) {
            return "Independence Day";
        }
        if (isNth(date, Month.SEPTEMBER, DayOfWeek.MONDAY, 1)) {
            return "Labor Day";
        }
        if (isNth(date, Month.NOVEMBER, DayOfWeek.THURSDAY, 4)) {
            return "Thanksgiving";
        }
        if (isKept(date, Month.DECEMBER, 25)) {
            return "Christmas";
        }
        return OneOffClosures.reason(date);
    }

    /** Christmas Eve has been short for longer than our years; in 1992 and before both days closed at 14:00. */
    private static LocalTime endOfYearClose(final LocalDate date) {
        if (date.getYear() > FIRST_SHORT_THANKSGIVING_FRIDAY) {
            return EARLY;
        }
        final boolean isShort = date.getMonth() == Month.DECEMBER || date.getYear() == FIRST_SHORT_THANKSGIVING_FRIDAY;
        return isShort ? EARLY_UNTIL_1992 : CLOSE;
    }

    private static boolean isFridayAfterThanksgiving(final LocalDate date) {
        return isNth(date.minusDays(1), Month.NOVEMBER, DayOfWeek.THURSDAY, 4);
    }

    /**
     * 3 July on a Monday, Tuesday or Thursday. When Independence Day is a Thursday, the Friday after it until 2012,
     * the Wednesday before it since.
     */
    private static boolean isShortForIndependence(final LocalDate date) {
        if (date.getYear() < FIRST_SHORT_INDEPENDENCE_EVE || date.getMonth() != Month.JULY) {
            return false;
        }
        final boolean onWednesday = date.getYear() >= EVE_ON_WEDNESDAY_SINCE;
        if (date.getDayOfMonth() == 3) {
            return date.getDayOfWeek() != DayOfWeek.WEDNESDAY || onWednesday;
        }
        return date.getDayOfMonth() == 5 && date.getDayOfWeek() == DayOfWeek.FRIDAY && !onWednesday;
    }
}
