package io.millrace.calendar;

import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;

/** Days on which the New York exchanges stayed closed, or closed at 13:00, by no rule. */
final class OneOffClosures {
    private static final Map<LocalDate, String> CLOSED = new TreeMap<>();
    private static final Map<LocalDate, String> EARLY = new TreeMap<>();

    static {
        CLOSED.put(LocalDate.of(1994, 4, 27), "funeral of President Nixon");
        for (int day = 11; day <= 14; day++) {
            CLOSED.put(LocalDate.of(2001, 9, day), "attacks of 11 September");
        }
        CLOSED.put(LocalDate.of(2004, 6, 11), "mourning of President Reagan");
        CLOSED.put(LocalDate.of(2007, 1, 2), "mourning of President Ford");
        CLOSED.put(LocalDate.of(2012, 10, 29), "Hurricane Sandy");
        CLOSED.put(LocalDate.of(2012, 10, 30), "Hurricane Sandy");
        CLOSED.put(LocalDate.of(2018, 12, 5), "mourning of President George H. W. Bush");
        CLOSED.put(LocalDate.of(2025, 1, 9), "mourning of President Carter");
        EARLY.put(LocalDate.of(1997, 12, 26), "Friday after Christmas");
        EARLY.put(LocalDate.of(1999, 12, 31), "eve of the year 2000");
        EARLY.put(LocalDate.of(2003, 12, 26), "Friday after Christmas");
    }

    private OneOffClosures() {}

    /** Why the day was closed; an empty text when it was not. */
    static String reason(final LocalDate date) {
        return CLOSED.getOrDefault(date, "");
    }

    static boolean closesEarly(final LocalDate date) {
        return EARLY.containsKey(date);
    }
}
