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
 * fields, and prepares blocks. It sleeps between rounds, the longer the less is appended, is not pinned, and the
 * appender never waits for it.
 */
final class JournalAttendant implements Runnable, AutoCloseable {
    private static final long SHORTEST_PAUSE_NS = 10_000_000;

    /** An appender that is suddenly busy must not use up what is reserved ahead before this thread wakes. */
    private static final long LONGEST_PAUSE_NS = 25_000_000;

    private static final long SAMPLE_EVERY_NS = 500_000_000;

    /** Bytes that should be appended between two rounds: far less than is reserved and mapped ahead. */
    private static final long STRIDE = 1024 * 1024;

    private final JournalSettings settings;
    private final LongSupplier usableBytes;
    private final BlockPreparer preparer;
    private final SpaceReservation space;
    private final Thread thread;
    private FileStore store;
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
        long pauseNs = SHORTEST_PAUSE_NS;
        long sinceSampleNs = 0;
        long before = space.appendedTo();
        while (running) {
            space.reserveAhead();
            preparer.prepare();
            sinceSampleNs += pauseNs;
            if (sinceSampleNs >= SAMPLE_EVERY_NS) {
                sinceSampleNs = 0;
                sample();
            }
            LockSupport.parkNanos(pauseNs);
            final long position = space.appendedTo();
            // Smaller after a roll: then all of it is new.
            pauseNs = pause(pauseNs, position < before ? position : position - before);
            before = position;
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

    private static long pause(final long lastNs, final long appended) {
        final long wanted = appended == 0 ? LONGEST_PAUSE_NS : lastNs * STRIDE / appended;
        return Math.max(SHORTEST_PAUSE_NS, Math.min(LONGEST_PAUSE_NS, wanted));
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
