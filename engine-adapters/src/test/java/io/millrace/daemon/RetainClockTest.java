package io.millrace.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.journal.JournalClockException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A wall clock that leaves the steady one behind does not decide what is old. */
class RetainClockTest {
    private static final long START_MS = Instant.parse("2026-03-02T12:00:00Z").toEpochMilli();

    private final AtomicLong wallMs = new AtomicLong(START_MS);
    /** Near its end: it may come round. */
    private final AtomicLong steadyNs = new AtomicLong(Long.MAX_VALUE - 1_000);

    private final RetainClock clock = new RetainClock(wallMs::get, steadyNs::get);

    private void pass(Duration wall, Duration steady) {
        wallMs.addAndGet(wall.toMillis());
        steadyNs.addAndGet(steady.toNanos());
    }

    @Test
    void shouldBelieveAClockThatGoesAsTheSteadyOne() {
        pass(Duration.ofDays(400), Duration.ofDays(400).minusMinutes(59));
        assertEquals(START_MS + Duration.ofDays(400).toMillis(), clock.nowMs(true));
    }

    @Test
    void shouldGoByTheSteadyOneBeyondAnHour() {
        pass(Duration.ofDays(3), Duration.ofDays(3).minusHours(2));
        assertEquals(START_MS + Duration.ofDays(3).minusHours(2).toMillis(), clock.nowMs(true));
    }

    @Test
    void shouldRefuseBeyondADayUntilItIsSetRight() {
        pass(Duration.ofDays(366), Duration.ofHours(5));
        JournalClockException refused = assertThrows(JournalClockException.class, () -> clock.nowMs(true));
        assertTrue(refused.getMessage().contains("2027-03-03T12:00:00Z"), refused.getMessage());
        assertTrue(refused.getMessage().contains("2026-03-02T17:00:00Z"), refused.getMessage());
        // What goes by size only needs no day.
        assertEquals(wallMs.get(), clock.nowMs(false));
        wallMs.addAndGet(-Duration.ofDays(365).toMillis());
        pass(Duration.ZERO, Duration.ofHours(19));
        assertEquals(START_MS + Duration.ofDays(1).toMillis(), clock.nowMs(true));
    }

    @Test
    void shouldBelieveAClockThatWasMovedBack() {
        pass(Duration.ofDays(-300), Duration.ofHours(1));
        assertEquals(START_MS - Duration.ofDays(300).toMillis(), clock.nowMs(true));
    }
}
