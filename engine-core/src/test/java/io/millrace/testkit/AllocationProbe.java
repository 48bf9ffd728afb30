package io.millrace.testkit;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Counts the bytes which the calling thread allocates in a task. Not thread safe; one probe a thread. */
public final class AllocationProbe {
    private static final int CALIBRATIONS = 100;
    private static final Runnable NOTHING = () -> {};

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final long ownBytes;

    public AllocationProbe() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < CALIBRATIONS; i++) {
            least = Math.min(least, measure(NOTHING));
        }
        ownBytes = least;
    }

    /** Runs the task {@code warmUps} times, then once more, and returns the bytes of that last run. */
    public long allocatedBytes(final int warmUps, final Runnable task) {
        for (int i = 0; i < warmUps; i++) {
            task.run();
        }
        return measure(task) - ownBytes;
    }

    /**
     * The bytes that the task allocates in every run: the least of so many runs.
     *
     * <p>The JVM now and then charges a thread with a few hundred bytes of its own (compiled code that is replaced
     * while it runs); what a task allocates itself, it allocates each time.
     */
    public long leastBytes(final int runs, final Runnable task) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < runs && least > 0; i++) {
            least = Math.min(least, measure(task) - ownBytes);
        }
        return least;
    }

    private long measure(final Runnable task) {
        final long before = threads.getCurrentThreadAllocatedBytes();
        task.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
