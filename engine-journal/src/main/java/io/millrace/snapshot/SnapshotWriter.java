package io.millrace.snapshot;

import io.millrace.engine.BoundaryListener;
import io.millrace.engine.TradingEngine;
import io.millrace.event.StateBuffer;
import io.millrace.event.Stateful;
import io.millrace.journal.JournalWriter;
import io.millrace.pipeline.ThreadEnd;
import java.io.IOException;

/**
 * Takes snapshots of a running engine. The engine's thread only copies fields into memory that is used again; a thread
 * of its own writes them to the disk. While it is at work the next one is left out. What fails is told once at {@link
 * #fault}, and ends nothing: a run does not need its snapshots.
 */
public final class SnapshotWriter implements BoundaryListener, AutoCloseable {
    private final TradingEngine engine;
    private final Stateful tally;
    private final Stateful view;
    private final JournalWriter journal;
    private final SnapshotFolder folder;
    private final long config;
    private final StateBuffer state = new StateBuffer();
    private final Thread thread = new Thread(this::writeAll, "millrace-snapshots");
    private final Object lock = new Object();
    private Snapshot waiting;
    private boolean closed;
    private volatile boolean wanted;
    private volatile String fault;
    private volatile long written;
    private volatile long longestPauseNs;

    /**
     * @param tally is saved before the engine: what a start needs before there is one
     * @param view a read model that is saved behind it
     */
    public SnapshotWriter(
            final TradingEngine engine,
            final Stateful tally,
            final Stateful view,
            final JournalWriter journal,
            final SnapshotFolder folder,
            final long config) {
        this.engine = engine;
        this.tally = tally;
        this.view = view;
        this.journal = journal;
        this.folder = folder;
        this.config = config;
    }

    /** Before the engine's first step. */
    public void start(final long every) {
        thread.setDaemon(true);
        thread.start();
        engine.tellBoundaries(every, this);
    }

    /** Asks for one at the next boundary; none is written when nothing happened since the newest. Any thread. */
    public void request() {
        wanted = true;
    }

    @Override
    public boolean isWanted() {
        return wanted;
    }

    @Override
    public void onBoundary(final long sequence, final long timeNs) {
        synchronized (lock) {
            if (waiting != null || closed) {
                return;
            }
        }
        wanted = false;
        final long begun = System.nanoTime();
        state.clear();
        tally.writeState(state);
        engine.writeState(state);
        view.writeState(state);
        // A snapshot must not outlive the records that it was taken behind.
        journal.sync();
        final Snapshot snapshot = new Snapshot(config, sequence, journal.place(), engine.stateHash(), timeNs, state);
        longestPauseNs = Math.max(longestPauseNs, System.nanoTime() - begun);
        synchronized (lock) {
            waiting = snapshot;
            lock.notifyAll();
        }
    }

    /** What went wrong with the newest one; null when nothing did. */
    public String fault() {
        return fault;
    }

    /** Snapshots on the disk. */
    public long written() {
        return written;
    }

    /** The longest time the engine waited for its copy. */
    public long longestPauseNs() {
        return longestPauseNs;
    }

    /** Returns when what was taken is written. */
    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            lock.notifyAll();
        }
        ThreadEnd.await(thread);
    }

    private void writeAll() {
        long count = 0;
        Snapshot next = take();
        while (next != null) {
            try {
                folder.write(next);
                written = ++count;
                fault = null;
            } catch (final IOException | RuntimeException e) {
                fault = "snapshot of step " + next.step() + " could not be written: " + e;
            }
            synchronized (lock) {
                waiting = null;
            }
            next = take();
        }
    }

    /** Waits for the next one; null when none will come. */
    private Snapshot take() {
        synchronized (lock) {
            while (waiting == null && !closed) {
                try {
                    lock.wait();
                } catch (final InterruptedException e) {
                    return null;
                }
            }
            return waiting;
        }
    }
}
