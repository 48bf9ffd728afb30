package io.millrace.control;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * How many changes may be under way at once at one door. A kill never waits for others: it is only counted, so that the
 * service does not end before it has its answer. Thread safe.
 */
final class Permits {
    private static final int MOST_CHANGES = 6;

    /** More than there can be connections. */
    private static final int MOST_KILLS = 10_000;

    private final Semaphore changes = new Semaphore(MOST_CHANGES);
    private final Semaphore kills = new Semaphore(MOST_KILLS);

    /** Takes a permit; it is to be released where it came from. */
    Semaphore enter(boolean kill) {
        Semaphore entered = kill ? kills : changes;
        if (!entered.tryAcquire()) {
            throw new Refusal(Answer.problem(429, "Busy", MOST_CHANGES + " changes are under way: wait for one")
                    .with("Retry-After", "1"));
        }
        return entered;
    }

    /** Waits until all have left, or the time is over; lets no further one in. */
    void close(long untilNs) throws InterruptedException {
        changes.tryAcquire(MOST_CHANGES, untilNs - System.nanoTime(), TimeUnit.NANOSECONDS);
        kills.tryAcquire(MOST_KILLS, untilNs - System.nanoTime(), TimeUnit.NANOSECONDS);
    }
}
