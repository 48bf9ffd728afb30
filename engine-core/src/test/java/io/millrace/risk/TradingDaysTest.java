package io.millrace.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The trading day turns at its hour of its zone, summer and winter. */
class TradingDaysTest {
    private static long ns(final String time) {
        return Instant.parse(time).getEpochSecond() * 1_000_000_000L;
    }

    private static void turns(final DayLimits day, final String before, final String... turns) {
        final TradingDays days = new TradingDays(day);
        assertFalse(days.roll(ns(before)));
        for (final String turn : turns) {
            assertFalse(days.roll(ns(turn) - 1), turn);
            assertTrue(days.roll(ns(turn)), turn);
            assertFalse(days.roll(ns(turn)), turn);
        }
    }

    @Test
    void shouldTurnAtTheHour() {
        turns(new DayLimits("UTC", 0), "2024-02-28T12:00:00Z", "2024-02-29T00:00:00Z", "2024-03-01T00:00:00Z");
        turns(new DayLimits("UTC", 22), "2024-02-28T12:00:00Z", "2024-02-28T22:00:00Z", "2024-02-29T22:00:00Z");
        turns(new DayLimits("+05:30", 9), "2024-02-28T03:29:00Z", "2024-02-28T03:30:00Z", "2024-02-29T03:30:00Z");
    }

    @Test
    void shouldKeepTheHourOfTheZoneInSummerAndWinter() {
        // New York: 17:00 is 22:00 UTC in winter and 21:00 from 10 March to 3 November 2024.
        turns(
                new DayLimits("America/New_York", 17),
                "2024-03-09T12:00:00Z",
                "2024-03-09T22:00:00Z",
                "2024-03-10T21:00:00Z",
                "2024-03-11T21:00:00Z");
        turns(
                new DayLimits("America/New_York", 17),
                "2024-11-02T12:00:00Z",
                "2024-11-02T21:00:00Z",
                "2024-11-03T22:00:00Z");
        // 02:00 does not exist on 10 March: the day turns when the clock jumps to 03:00.
        turns(new DayLimits("America/New_York", 2), "2024-03-10T06:00:00Z", "2024-03-10T07:00:00Z");
    }

    @Test
    void shouldTurnOnceAfterALongSilence() {
        final TradingDays days = new TradingDays(new DayLimits("Europe/Berlin", 0));
        assertFalse(days.roll(ns("2020-01-01T00:00:00Z")));
        assertTrue(days.roll(ns("2024-06-01T12:00:00Z")));
        assertFalse(days.roll(ns("2024-06-01T21:59:59Z")));
        assertEquals(List.of(true), List.of(days.roll(ns("2024-06-01T22:00:00Z"))));
    }
}
