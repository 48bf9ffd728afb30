package io.millrace.calendar;

import java.time.LocalDate;
import java.time.LocalTime;

/** The rules of one market, asked once for each weekday while its table is built. Times are local. */
interface MarketRules {
    /** The name of the holiday that keeps the market closed on this weekday; an empty text when it trades. */
    String holiday(LocalDate date);

    LocalTime opens(LocalDate date);

    LocalTime closes(LocalDate date);
}
