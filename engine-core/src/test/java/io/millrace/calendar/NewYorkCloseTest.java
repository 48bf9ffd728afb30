package io.millrace.calendar;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.testkit.Seeds;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NewYorkCloseTest {
    private static final ZoneId ZONE = ZoneId.of("America/New_York");
    private final NewYorkClose close = new NewYorkClose();

    private static long ns(final String instant) {
        final Instant parsed = Instant.parse(instant);
        return parsed.getEpochSecond() * 1_000_000_000L + parsed.getNano();
    }

    @Test
    void shouldBeNineOrEightInTheEveningUtc() {
        assertEquals(ns("2026-01-05T21:00:00Z"), close.after(ns("2026-01-05T00:00:00Z")));
        assertEquals(ns("2026-07-01T20:00:00Z"), close.after(ns("2026-07-01T19:59:59.999999999Z")));
        assertEquals(ns("2026-07-02T20:00:00Z"), close.after(ns("2026-07-01T20:00:00Z")));
        // The clocks changed on 2026-03-08 and, before 2007, on the first Sunday of April.
        assertEquals(ns("2026-03-08T20:00:00Z"), close.after(ns("2026-03-07T21:00:00Z")));
        assertEquals(ns("2006-03-31T21:00:00Z"), close.after(ns("2006-03-31T20:00:00Z")));
    }

    /** Against the calendar arithmetic of java.time. */
    @Test
    void shouldAgreeWithCalendarArithmetic() {
        final Random random = Seeds.random("new-york-close", 21);
        for (int i = 0; i < 20_000; i++) {
            final long seconds = random.nextInt(Integer.MAX_VALUE) * 2L - 200_000_000L * (i % 2);
            final long timeNs = Math.max(0, Math.min(seconds, 4_100_000_000L)) * 1_000_000_000L;
            final ZonedDateTime local =
                    Instant.ofEpochSecond(timeNs / 1_000_000_000L).atZone(ZONE);
            ZonedDateTime expected =
                    local.toLocalDate().atTime(LocalTime.of(16, 0)).atZone(ZONE);
            if (!expected.isAfter(local)) {
                expected = local.toLocalDate()
                        .plusDays(1)
                        .atTime(LocalTime.of(16, 0))
                        .atZone(ZONE);
            }
            assertEquals(expected.toEpochSecond() * 1_000_000_000L, close.after(timeNs), local::toString);
        }
    }
}
