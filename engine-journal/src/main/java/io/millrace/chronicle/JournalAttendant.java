package io.millrace.chronicle;

import io.millrace.journal.JournalSettings;
import io.millrace.pipeline.ThreadEnd;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * The helper thread of a writer: samples the wall clock and the free space, which the appender then reads as plain
 * fields, reserves places in the cycle file and takes there what was appended. A round begins when the appender has
 * come a stride further or is in a new file, and twice a second. Each may take the core of a thread that has an event
 * to handle: so they are few. The thread is not pinned, and the appender waits for it only when the disk is a whole
 * window behind.
 */
final class JournalAttendant implements Runnable, AutoCloseable {
    private static final long SAMPLE_EVERY_NS = 500_000_000;

    private static final long LONGEST_STRIDE = 2 * 1024 * 1024;
    private static final int STRIDES_A_BLOCK = 8;

    private final JournalSettings settings;
    private final LongSupplier usableBytes;
    private final CycleWriter cycles;
    private final SpaceReservation space;
    private final Thread thread;

    /**
     * Bytes that are appended between two rounds: few beside what is reserved ahead and what the window holds, so an
     * appender that is suddenly busy does not use those up before this thread is awake.
     */
    private final long stride;

    /** Where the appender last woke this thread. The appender's. */
    private long wokenAt;

    private FileStore store;
    private volatile boolean running = true;

    /** A round is wanted. The unpark alone could be taken by one of the pauses inside a round. */
    private volatile boolean woken;

    private volatile long wallMs;
    private volatile long freeBytes;

    JournalAttendant(final JournalSettings settings, final CycleWriter cycles, final SpaceReservation space) {
        this.settings = settings;
        this.cycles = cycles;
        this.space = space;
        stride = Math.min(LONGEST_STRIDE, settings.blockSize() / STRIDES_A_BLOCK);
        usableBytes = settings.usableBytes() != null ? settings.usableBytes() : this::usableOnDisk;
        sample();
        thread = new Thread(this, "journal-attendant");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Called by the appender now and then. */
    void appendedTo(final long position) {
        if (position - wokenAt >= stride) {
            wake(position);
        }
    }

    /** Called by the appender when it is in a new file, and this thread's helpers know it. */
    void enteredFile(final long position) {
        wake(position);
    }

    private void wake(final long position) {
        wokenAt = position;
        woken = true;
        LockSupport.unpark(thread);
    }

    long wallMs() {
        return wallMs;
    }

    long freeBytes() {
        return freeBytes;
    }

    @Override
    public void run() {
        long sampledNs = System.nanoTime();
        cycles.prepare();
        while (running) {
            woken = false;
            space.reserveAhead();
            cycles.writeAreas();
            final long dueNs = sampledNs + SAMPLE_EVERY_NS - System.nanoTime();
            if (dueNs <= 0) {
                sampledNs = System.nanoTime();
                sample();
            } else if (!woken) {
                LockSupport.parkNanos(dueNs);
            }
        }
    }

    @Override
    public void close() {
        running = false;
        woken = true;
        LockSupport.unpark(thread);
        // The mapping must not be let go under a thread that still writes to it.
        ThreadEnd.await(thread);
    }

    private void sample() {
        wallMs = settings.wallClockMs().getAsLong();
        freeBytes = usableBytes.getAsLong();
    }

    private long usableOnDisk() {
        try {
            if (store == null) {
                store = Files.getFileStore(settings.directory());
            }
            return store.getUsableSpace();
        } catch (final IOException e) {
            // A store that cannot be asked is treated as full: fail closed.
            return 0;
        }
    }
}
