package io.millrace.daemon;

import io.millrace.journal.JournalClockException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;

/**
 * The wall clock for what cannot be undone: held against the machine's steady clock since the run began, so that a
 * wall clock that was moved forward makes nothing old. One that was moved back makes less old, and is believed. Any
 * thread. Milliseconds since 1970.
 */
final class RetainClock {
    private static final long HOUR_MS = 3_600_000;
    private static final long DAY_MS = 24 * HOUR_MS;
    private static final long NANOS = 1_000_000;

    private final LongSupplier wallMs;
    private final LongSupplier steadyNs;
    private final long startMs;
    private final long startNs;

    /** Both go on from now. */
    RetainClock(LongSupplier wallMs, LongSupplier steadyNs) {
        this.wallMs = wallMs;
        this.steadyNs = steadyNs;
        this.startMs = wallMs.getAsLong();
        this.startNs = steadyNs.getAsLong();
    }

    /** As {@link #checkedMs} does it for deletions by age; without an age the day does not matter. */
    long nowMs(boolean byAge) {
        return byAge ? checkedMs() : wallMs.getAsLong();
    }

    /**
     * The wall clock; the steady one when the other is more than an hour ahead of it.
     *
     * @throws JournalClockException when it is more than a day ahead
     */
    private long checkedMs() {
        long wall = wallMs.getAsLong();
        long steady = startMs + (steadyNs.getAsLong() - startNs) / NANOS;
        if (wall - steady > DAY_MS) {
            throw new JournalClockException("the wall clock says " + text(wall) + ", but by the steady clock since the"
                    + " start of the run it is " + text(steady) + ": it was moved forward, or the machine slept."
                    + " Nothing is deleted by such a clock. Set it right; if it is right, start the engine again");
        }
        return wall - steady > HOUR_MS ? steady : wall;
    }

    private static String text(long ms) {
        return Instant.ofEpochMilli(ms).truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
