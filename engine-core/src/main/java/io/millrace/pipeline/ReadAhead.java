package io.millrace.pipeline;

import io.millrace.feed.InputSource;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import org.agrona.DirectBuffer;

/**
 * Inputs that a second thread reads and encodes while the engine works on those before: merging the series of a
 * universe and finding their rows in memory costs up to a quarter of a backtest. Order and bytes are those of the
 * source.
 *
 * <pre>
 *   source -> [ batch | batch | ... | batch ] -> engine      a ring of batches; each belongs to one side at a time
 *             filled by the thread    emptied by the engine
 * </pre>
 *
 * <p>For sources that never wait: what {@link InputSource#advance} has not now ends the run. A source that throws does
 * so here, where its message would have been. The source belongs to this until {@link #close}; the engine's side is one
 * thread.
 */
public final class ReadAhead implements InputSource, AutoCloseable {
    private static final int BATCHES = 8;
    private static final int SPINS = 1_000;
    private static final long ENGINE_PAUSE_NS = 20_000;
    private static final long READER_PAUSE_NS = 20_000;
    private static final VarHandle FILLED = handle("filled");
    private static final VarHandle EMPTIED = handle("emptied");

    private final InputSource source;
    private final ReadBatch[] batches = new ReadBatch[BATCHES];
    private final Thread reader = new Thread(this::read, "millrace-read-ahead");

    /** Batches ever filled; the reader's. */
    @SuppressWarnings({"FieldMayBeFinal", "UnusedVariable"})
    private long filled;

    /** Batches ever emptied; the engine's. */
    private long emptied;

    private volatile boolean closed;
    private ReadBatch current = new ReadBatch();
    private int message = -1;

    private ReadAhead(final InputSource source) {
        this.source = source;
        for (int i = 0; i < BATCHES; i++) {
            batches[i] = new ReadBatch();
        }
        reader.setDaemon(true);
    }

    /** Begins to read. */
    public static ReadAhead of(final InputSource source) {
        final ReadAhead ahead = new ReadAhead(source);
        ahead.reader.start();
        return ahead;
    }

    @Override
    public boolean advance() {
        return ++message < current.count() || nextBatch();
    }

    @Override
    public boolean exhausted() {
        return current.isLast() && message >= current.count() && current.exhausted();
    }

    @Override
    public DirectBuffer buffer() {
        return current.memory();
    }

    @Override
    public int offset() {
        return current.offset(message);
    }

    @Override
    public int length() {
        return current.length(message);
    }

    @Override
    public long recordedSequence() {
        return current.recordedSequence(message);
    }

    /** Ends the thread, also before the source has ended. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(reader);
        boolean interrupted = false;
        while (reader.isAlive()) {
            try {
                reader.join();
            } catch (final InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean nextBatch() {
        if (current.isLast()) {
            message = current.count();
            current.rethrow();
            return false;
        }
        if (current == batches[(int) (emptied % BATCHES)]) {
            EMPTIED.setRelease(this, emptied + 1);
        }
        awaitBatch();
        current = batches[(int) (emptied % BATCHES)];
        message = -1;
        return advance();
    }

    private void awaitBatch() {
        int spins = 0;
        while ((long) FILLED.getAcquire(this) == emptied) {
            if (closed) {
                throw new IllegalStateException("the inputs were closed while the engine reads them");
            }
            if (++spins < SPINS) {
                Thread.onSpinWait();
            } else {
                LockSupport.parkNanos(ENGINE_PAUSE_NS);
            }
        }
    }

    private void read() {
        long next = 0;
        boolean more = true;
        while (more && !closed) {
            if (next - (long) EMPTIED.getAcquire(this) == BATCHES) {
                LockSupport.parkNanos(READER_PAUSE_NS);
            } else {
                more = batches[(int) (next % BATCHES)].fill(source);
                next++;
                FILLED.setRelease(this, next);
            }
        }
    }

    private static VarHandle handle(final String field) {
        try {
            return MethodHandles.lookup().findVarHandle(ReadAhead.class, field, long.class);
        } catch (final ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
