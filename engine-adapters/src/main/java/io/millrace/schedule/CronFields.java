package io.millrace.schedule;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/**
 * A cron expression of five fields: minute, hour, day of month, month, day of week. Lists, ranges, steps, names of
 * months and days, 7 for Sunday. When both days are restricted, either will do, as cron has it. Immutable.
 */
final class CronFields {
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final List<String> DAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");
    private static final int FIELDS = 5;
    private static final int SUNDAY = 7;

    private final long minutes;
    private final long hours;
    private final long monthDays;
    private final long months;
    private final long weekDays;
    private final boolean eitherDay;

    private CronFields(String[] fields) {
        minutes = bits(fields[0], "minute", 0, 59, List.of());
        hours = bits(fields[1], "hour", 0, 23, List.of());
        monthDays = bits(fields[2], "day of month", 1, 31, List.of());
        months = bits(fields[3], "month", 1, 12, MONTHS);
        long week = bits(fields[4], "day of week", 0, SUNDAY, DAYS);
        weekDays = (week & 1L << SUNDAY) == 0 ? week : week | 1;
        eitherDay = !fields[2].startsWith("*") && !fields[4].startsWith("*");
    }

    /** @throws IllegalArgumentException naming the field, its value and what was expected */
    static CronFields parse(String text) {
        String[] fields = text.trim().split("\\s+");
        if (fields.length != FIELDS) {
            throw new IllegalArgumentException("has " + fields.length
                    + " fields; expected 5: minute hour day-of-month month day-of-week, such as \"0 16 * * 1-5\"");
        }
        return new CronFields(fields);
    }

    boolean onDay(LocalDate day) {
        if (!has(months, day.getMonthValue())) {
            return false;
        }
        boolean month = has(monthDays, day.getDayOfMonth());
        boolean week = has(weekDays, day.getDayOfWeek().getValue() % SUNDAY);
        return eitherDay ? month || week : month && week;
    }

    /** The first minute of the day at or after this one; -1 when there is none. */
    int minuteAtOrAfter(int minuteOfDay) {
        for (int minute = minuteOfDay; minute < 24 * 60; minute++) {
            if (has(hours, minute / 60) && has(minutes, minute % 60)) {
                return minute;
            }
        }
        return -1;
    }

    private static boolean has(long bits, int value) {
        return (bits & 1L << value) != 0;
    }

    private static long bits(String field, String what, int least, int most, List<String> names) {
        long bits = 0;
        for (String part : field.split(",", -1)) {
            String[] stepped = part.split("/", -1);
            String[] range = stepped[0].split("-", -1);
            boolean all = stepped[0].equals("*");
            int from = all ? least : number(range[0], field, what, least, most, names);
            int open = all || stepped.length > 1 ? most : from;
            int to = range.length > 1 ? number(range[1], field, what, least, most, names) : open;
            int step = stepped.length > 1 ? number(stepped[1], field, what, 1, most, List.of()) : 1;
            if (stepped.length > 2 || range.length > 2 || from > to) {
                throw bad(field, what, least, most);
            }
            // A week has seven days: * must not count Sunday twice, which would shift nothing but its steps.
            int last = all && most == SUNDAY ? SUNDAY - 1 : to;
            for (int value = from; value <= last; value += step) {
                bits |= 1L << value;
            }
        }
        return bits;
    }

    private static int number(String text, String field, String what, int least, int most, List<String> names) {
        int named = names.indexOf(text.toLowerCase(Locale.ROOT));
        if (named >= 0) {
            return named + least;
        }
        if (!text.matches("\\d{1,2}") || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
            throw bad(field, what, least, most);
        }
        return Integer.parseInt(text);
    }

    private static IllegalArgumentException bad(String field, String what, int least, int most) {
        return new IllegalArgumentException("has \"" + field + "\" as its " + what + "; expected *, numbers from "
                + least + " to " + most + ", ranges a-b, lists a,b and steps */n");
    }
}
