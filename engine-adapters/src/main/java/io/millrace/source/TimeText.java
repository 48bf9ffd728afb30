package io.millrace.source;

/**
 * Reads times into nanoseconds since 1970-01-01T00:00Z without an object per call.
 *
 * <p>Dates {@code 2024-01-31}, {@code 2024/01/31} or {@code 20240131}, then optionally {@code T} or a space,
 * {@code HH:mm[:ss[.fraction]]} and a zone ({@code Z}, {@code UTC}, {@code +hh}, {@code +hhmm}, {@code +hh:mm}); no
 * zone is UTC. A bare number is an epoch, its unit told by its size: below 1e11 seconds, below 1e14 milliseconds (so
 * from 1973-03-03 on), below 1e17 microseconds, else nanoseconds; a fraction is read in that unit. Years 1700 to 2250.
 */
public final class TimeText {
    /** Returned for text that is no time. */
    public static final long INVALID = Long.MIN_VALUE;

    /** What is accepted, for messages. */
    public static final String EXPECTED =
            "expected a time such as 2024-01-31, 2024-01-31T09:30:00Z or an epoch number in s, ms, us or ns";

    private static final long NANOS = 1_000_000_000L;
    private static final long DAY_NS = 86_400 * NANOS;
    private static final int MIN_YEAR = 1700;
    private static final int MAX_YEAR = 2250;
    /** Latest instant, in the year 2258: a bar that starts here still ends within a long. */
    private static final long MAX_NS = 9_100_000_000_000_000_000L;

    private static final int DATE_LENGTH = 10;
    private static final int[] DAYS_BEFORE = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
    private static final long[] UNIT_LIMIT = {100_000_000_000L, 100_000_000_000_000L, 100_000_000_000_000_000L};

    private TimeText() {}

    /** The instant, or {@link #INVALID}. */
    public static long parse(CharSequence text) {
        int length = text.length();
        if (length > 7 && (text.charAt(4) == '-' || text.charAt(4) == '/')) {
            return dateTime(text, length);
        }
        return number(text, length);
    }

    /** Start of a range; throws {@link DataException} (wrong usage) naming the option and the text. */
    public static long rangeStart(String option, String text) {
        long time = parse(text);
        if (time == INVALID) {
            throw DataException.usage(option + " \"" + text + "\": " + EXPECTED);
        }
        return time;
    }

    /** End of a range, exclusive: a plain date includes its whole day. */
    public static long rangeEnd(String option, String text) {
        long time = rangeStart(option, text);
        boolean plainDate = text.length() == DATE_LENGTH && !isDigit(text.charAt(4));
        return plainDate ? time + DAY_NS : time;
    }

    static int unitOf(long epoch) {
        long size = Math.abs(epoch);
        int unit = 0;
        while (unit < UNIT_LIMIT.length && size >= UNIT_LIMIT[unit]) {
            unit++;
        }
        return unit;
    }

    private static long number(CharSequence text, int length) {
        boolean negative = length > 0 && text.charAt(0) == '-';
        int start = negative ? 1 : 0;
        int i = start;
        long value = 0;
        while (i < length && isDigit(text.charAt(i)) && i - start < 18) {
            value = value * 10 + (text.charAt(i) - '0');
            i++;
        }
        // A nineteenth digit is still a nanosecond epoch; its overflow is caught by the sign.
        if (i - start == 18 && i < length && isDigit(text.charAt(i))) {
            value = value * 10 + (text.charAt(i) - '0');
            i++;
        }
        if (i == start || value < 0) {
            return INVALID;
        }
        if (i == length && !negative && length == 8) {
            long date = compactDate(value);
            if (date != INVALID) {
                return date;
            }
        }
        long nanos = inUnit(value, unitOf(value), text, i, length);
        return nanos == INVALID || !negative ? nanos : -nanos;
    }

    private static long inUnit(long value, int unit, CharSequence text, int dot, int length) {
        long scale = NANOS;
        for (int i = 0; i < unit; i++) {
            scale /= 1_000;
        }
        if (value > MAX_NS / scale) {
            return INVALID;
        }
        long nanos = value * scale;
        if (dot == length) {
            return nanos;
        }
        if (text.charAt(dot) != '.' || dot + 1 == length) {
            return INVALID;
        }
        long digit = scale;
        for (int i = dot + 1; i < length; i++) {
            char c = text.charAt(i);
            if (!isDigit(c)) {
                return INVALID;
            }
            digit /= 10;
            nanos += (c - '0') * digit;
        }
        return nanos;
    }

    private static long compactDate(long value) {
        return value < 19_000_101 || value > 22_001_231
                ? INVALID
                : date((int) (value / 10_000), (int) (value / 100 % 100), (int) (value % 100));
    }

    private static long dateTime(CharSequence text, int length) {
        if (length < DATE_LENGTH || text.charAt(7) != text.charAt(4)) {
            return INVALID;
        }
        int century = two(text, 0);
        int year = two(text, 2);
        int month = two(text, 5);
        int day = two(text, 8);
        if ((century | year | month | day) < 0) {
            return INVALID;
        }
        long date = date(century * 100 + year, month, day);
        if (length == DATE_LENGTH || date == INVALID) {
            return date;
        }
        char separator = text.charAt(DATE_LENGTH);
        if (separator != 'T' && separator != ' ' && separator != 't') {
            return INVALID;
        }
        return timeOfDay(text, length, date);
    }

    private static long timeOfDay(CharSequence text, int length, long date) {
        if (length < 16 || text.charAt(13) != ':') {
            return INVALID;
        }
        int hour = two(text, 11);
        int minute = two(text, 14);
        if ((hour | minute) < 0 || hour > 23 || minute > 59) {
            return INVALID;
        }
        long nanos = date + (hour * 60L + minute) * 60 * NANOS;
        int i = 16;
        if (i < length && text.charAt(i) == ':') {
            int second = length < 19 ? -1 : two(text, 17);
            if (second < 0 || second > 59) {
                return INVALID;
            }
            nanos += second * NANOS;
            i = 19;
        }
        if (i < length && (text.charAt(i) == '.' || text.charAt(i) == ',') && i == 19) {
            int start = ++i;
            long digit = NANOS;
            while (i < length && isDigit(text.charAt(i)) && i - start < 9) {
                digit /= 10;
                nanos += (text.charAt(i) - '0') * digit;
                i++;
            }
            if (i == start) {
                return INVALID;
            }
        }
        return i == length ? nanos : zoned(text, i, length, nanos);
    }

    private static long zoned(CharSequence text, int from, int length, long nanos) {
        char c = text.charAt(from);
        if (c == ' ' && from + 1 < length) {
            return zoned(text, from + 1, length, nanos);
        }
        if (c == 'Z' || c == 'z') {
            return from + 1 == length ? nanos : INVALID;
        }
        if (c == 'U') {
            boolean utc = length == from + 3 && text.charAt(from + 1) == 'T' && text.charAt(from + 2) == 'C';
            return utc ? nanos : INVALID;
        }
        if ((c != '+' && c != '-') || length < from + 3) {
            return INVALID;
        }
        int hours = two(text, from + 1);
        int i = from + 3;
        if (i < length && text.charAt(i) == ':') {
            i++;
        }
        int minutes = i == from + 3 && i == length ? 0 : i + 2 == length ? two(text, i) : -1;
        if ((hours | minutes) < 0 || hours > 18 || minutes > 59) {
            return INVALID;
        }
        long offset = (hours * 60L + minutes) * 60 * NANOS;
        return c == '+' ? nanos - offset : nanos + offset;
    }

    private static long date(int year, int month, int day) {
        if (year < MIN_YEAR || year > MAX_YEAR || month < 1 || month > 12 || day < 1) {
            return INVALID;
        }
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        int following = month == 12 ? 365 : DAYS_BEFORE[month];
        int days = following - DAYS_BEFORE[month - 1] + (leap && month == 2 ? 1 : 0);
        if (day > days) {
            return INVALID;
        }
        int past = year - 1;
        long whole = past * 365L + past / 4 - past / 100 + past / 400;
        int inYear = DAYS_BEFORE[month - 1] + (leap && month > 2 ? 1 : 0) + day - 1;
        return (whole + inYear - 719_162) * DAY_NS;
    }

    private static int two(CharSequence text, int at) {
        char a = text.charAt(at);
        char b = text.charAt(at + 1);
        return isDigit(a) && isDigit(b) ? (a - '0') * 10 + (b - '0') : -1;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
