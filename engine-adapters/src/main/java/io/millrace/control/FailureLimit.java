package io.millrace.control;

import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Five wrong tokens or codes within a minute close the door until the first of them is a minute old. Thread safe. */
final class FailureLimit {
    private static final int MOST = 5;
    private static final long WINDOW_NS = TimeUnit.MINUTES.toNanos(1);

    private final LongSupplier nanoClock;
    private final ArrayDeque<Long> failures = new ArrayDeque<>();

    FailureLimit(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    synchronized boolean closed() {
        long now = nanoClock.getAsLong();
        while (!failures.isEmpty() && now - failures.peekFirst() >= WINDOW_NS) {
            failures.removeFirst();
        }
        return failures.size() >= MOST;
    }

    synchronized void failed() {
        if (failures.size() < MOST) {
            failures.addLast(nanoClock.getAsLong());
        }
    }
}
