package io.millrace.calendar;

import static io.millrace.calendar.UsDates.isKept;
import static io.millrace.calendar.UsDates.isNth;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;

/**
 * Business days of the federal government of the United States: what is published on business days (Treasury yields,
 * statistics) keeps them. A session is 09:00 to 17:00 in Washington.
 *
 * <p>The holidays of the law alone, each kept on the Friday before when it is a Saturday and on the Monday after when
 * it is a Sunday; days off by order of a President and Inauguration Day are business days here.
 */
final class FederalRules implements MarketRules {
    private static final LocalTime OPEN = LocalTime.of(9, 0);
    private static final LocalTime CLOSE = LocalTime.of(17, 0);

    @Override
    public String holiday(final LocalDate date) {
        if (isKept(date, Month.JANUARY, 1)) {
            return "New Year";
        }
        if (isNth(date, Month.JANUARY, DayOfWeek.MONDAY, 3)) {
            return "Martin Luther King Day";
        }
        if (isNth(date, Month.FEBRUARY, DayOfWeek.MONDAY, 3)) {
            return "Washington's Birthday";
        }
        if (isNth(date, Month.MAY, DayOfWeek.MONDAY, -1)) {
            return "Memorial Day";
        }
        if (date.getYear() >= 2021 && isKept(date, Month.JUNE, 19)) {
            return "Juneteenth";
        }
        if (isKept(date, Month.JULY, 4)) {
            return "Independence Day";
        }
        return lateHoliday(date);
    }

    @Override
    public LocalTime opens(final LocalDate date) {
        return OPEN;
    }

    @Override
    public LocalTime closes(final LocalDate date) {
        return CLOSE;
    }

    private static String lateHoliday(final LocalDate date) {
        if (isNth(date, Month.SEPTEMBER, DayOfWeek.MONDAY, 1)) {
            return "Labor Day";
        }
        if (isNth(date, Month.OCTOBER, DayOfWeek.MONDAY, 2)) {
            return "Columbus Day";
        }
        if (isKept(date, Month.NOVEMBER, 11)) {
            return "Veterans Day";
        }
        if (isNth(date, Month.NOVEMBER, DayOfWeek.THURSDAY, 4)) {
            return "Thanksgiving";
        }
        return isKept(date, Month.DECEMBER, 25) ? "Christmas" : "";
    }
}
