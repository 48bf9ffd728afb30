package io.millrace.pipeline;

/** Waits for threads that were told to end. */
public final class ThreadEnd {
    private ThreadEnd() {}

    /** Returns when the thread has ended; at once when it is the caller. An interrupt is kept for later. */
    public static void await(final Thread thread) {
        boolean interrupted = false;
        while (thread != Thread.currentThread() && thread.isAlive()) {
            try {
                thread.join();
            } catch (final InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
