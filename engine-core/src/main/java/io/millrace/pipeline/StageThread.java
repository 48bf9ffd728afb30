package io.millrace.pipeline;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * What can be seen from outside of a thread that runs stages: whether it is at work, and whether it still moves. The
 * thread itself only counts; the clock is the watcher's.
 */
final class StageThread {
    private static final VarHandle BEAT = beatHandle();

    private final Thread thread;

    /** Odd while at work; grows with each begin and end. */
    @SuppressWarnings("unused")
    private long beat;

    StageThread(final Thread thread) {
        this.thread = thread;
    }

    /** Its own thread only, before the work on a step. */
    void begin() {
        BEAT.setOpaque(this, (long) BEAT.get(this) + 1);
    }

    /** Its own thread only, behind it; not after a fault, with which the run ends. */
    void end() {
        BEAT.setOpaque(this, (long) BEAT.get(this) + 1);
    }

    /** Changes as long as the thread gets on. */
    long beat() {
        return (long) BEAT.getOpaque(this);
    }

    boolean atWork() {
        return (beat() & 1) != 0;
    }

    Thread thread() {
        return thread;
    }

    private static VarHandle beatHandle() {
        try {
            return MethodHandles.lookup().findVarHandle(StageThread.class, "beat", long.class);
        } catch (final ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
