package io.millrace.chronicle;

import io.millrace.journal.JournalSettings;
import io.millrace.pipeline.ThreadEnd;
import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * The helper thread of a writer: samples the wall clock and the free space, which the appender then reads as plain
 * fields, and prepares blocks. It sleeps between rounds, is not pinned, and the appender never waits for it.
 */
final class JournalAttendant implements Runnable, AutoCloseable {
    private static final long ROUND_NS = 10_000_000;
    private static final int ROUNDS_PER_SAMPLE = 50;

    private final JournalSettings settings;
    private final LongSupplier usableBytes;
    private final BlockPreparer preparer;
    private final SpaceReservation space;
    private final Thread thread;
    private volatile boolean running = true;
    private volatile long wallMs;
    private volatile long freeBytes;

    JournalAttendant(final JournalSettings settings, final BlockPreparer preparer, final SpaceReservation space) {
        this.settings = settings;
        this.preparer = preparer;
        this.space = space;
        usableBytes = settings.usableBytes() != null ? settings.usableBytes() : this::usableOnDisk;
        sample();
        thread = new Thread(this, "journal-attendant");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    long wallMs() {
        return wallMs;
    }

    long freeBytes() {
        return freeBytes;
    }

    @Override
    public void run() {
        int round = 0;
        while (running) {
            space.reserveAhead();
            preparer.prepare();
            if (++round % ROUNDS_PER_SAMPLE == 0) {
                sample();
            }
            LockSupport.parkNanos(ROUND_NS);
        }
        preparer.release();
    }

    @Override
    public void close() {
        running = false;
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
            return Files.getFileStore(settings.directory()).getUsableSpace();
        } catch (final IOException e) {
            // A store that cannot be asked is treated as full: fail closed.
            return 0;
        }
    }
}
