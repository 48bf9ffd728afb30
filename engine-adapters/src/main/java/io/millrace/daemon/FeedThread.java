package io.millrace.daemon;

import java.util.concurrent.locks.LockSupport;

/**
 * The thread of a feeder: runs until there is nothing more to give or somebody stops it, and then ends the session in
 * order, unless nobody reads the inlet any more. Any thread may call what is not private.
 */
abstract class FeedThread implements Feeder {
    private static final long FULL_PAUSE_NS = 50_000;

    private final EngineDoor door;
    private final Thread thread = new Thread(this::run, "millrace-feed");
    private volatile boolean stopping;
    private volatile boolean abandoned;
    private volatile Throwable fault;

    FeedThread(EngineDoor door) {
        this.door = door;
        thread.setDaemon(true);
    }

    /** Gives what there is, on the thread. */
    abstract void feed();

    /** Lets go of what the feeder holds, before the session ends. */
    void release() {}

    @Override
    public final void start() {
        thread.start();
    }

    @Override
    public void stop() {
        stopping = true;
        wake();
    }

    @Override
    public final void abandon() {
        abandoned = true;
        stop();
    }

    @Override
    public final Throwable fault() {
        return fault;
    }

    final boolean isStopping() {
        return stopping;
    }

    final void wake() {
        LockSupport.unpark(thread);
    }

    final void fail(Throwable why) {
        fault = why;
    }

    /** Waits a moment for room in the inlet. */
    static void awaitRoom() {
        LockSupport.parkNanos(FULL_PAUSE_NS);
    }

    private void run() {
        try {
            feed();
        } catch (RuntimeException | Error e) {
            fail(e);
        } finally {
            release();
            while (!abandoned && !door.close()) {
                awaitRoom();
            }
        }
    }
}
