package io.millrace.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.TemporalAdjusters;

/** The dates of holidays in a year, by rule. */
final class UsDates {
    private UsDates() {}

    /** The n-th such weekday of a month, from 1; -1 is the last. */
    static boolean isNth(final LocalDate date, final Month month, final DayOfWeek weekday, final int n) {
        return date.getMonth() == month && date.equals(date.with(TemporalAdjusters.dayOfWeekInMonth(n, weekday)));
    }

    /** A fixed date; on a Sunday it is kept on the Monday after. */
    static boolean isKeptSunday(final LocalDate date, final Month month, final int dayOfMonth) {
        return isDate(date, month, dayOfMonth)
                || (date.getDayOfWeek() == DayOfWeek.MONDAY && isDate(date.minusDays(1), month, dayOfMonth));
    }

    /** A fixed date; on a Sunday it is kept on the Monday after, on a Saturday on the Friday before. */
    static boolean isKept(final LocalDate date, final Month month, final int dayOfMonth) {
        return isKeptSunday(date, month, dayOfMonth)
                || (date.getDayOfWeek() == DayOfWeek.FRIDAY && isDate(date.plusDays(1), month, dayOfMonth));
    }

    static boolean isDate(final LocalDate date, final Month month, final int dayOfMonth) {
        return date.getMonth() == month && date.getDayOfMonth() == dayOfMonth;
    }

    static boolean isGoodFriday(final LocalDate date) {
        return date.getDayOfWeek() == DayOfWeek.FRIDAY && date.plusDays(2).equals(easter(date.getYear()));
    }

    /**
     * Easter Sunday of the Gregorian calendar: the Sunday after the first full moon of spring, both as the church
     * reckons them (golden number, corrected epact, dominical day).
     */
    static LocalDate easter(final int year) {
        final int golden = year % 19 + 1;
        final int century = year / 100 + 1;
        final int droppedLeapDays = 3 * century / 4 - 12;
        final int moonCorrection = (8 * century + 5) / 25 - 5;
        final int sunday = 5 * year / 4 - droppedLeapDays - 10;
        int epact = Math.floorMod(11 * golden + 20 + moonCorrection - droppedLeapDays, 30);
        if ((epact == 25 && golden > 11) || epact == 24) {
            epact++;
        }
        int fullMoon = 44 - epact;
        if (fullMoon < 21) {
            fullMoon += 30;
        }
        final int marchDay = fullMoon + 7 - (sunday + fullMoon) % 7;
        return LocalDate.of(year, Month.MARCH, 1).plusDays(marchDay - 1);
    }
}
