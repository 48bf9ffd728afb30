package io.millrace.follow;

import io.millrace.event.Step;
import io.millrace.event.StepLayout;
import io.millrace.journal.JournalException;
import io.millrace.journal.JournalReader;
import io.millrace.journal.RecordType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.agrona.DirectBuffer;

/**
 * Hands the steps of a journal to one {@link Work}, on a thread of its own, as long as the run lasts and until the end
 * of the journal at its close. Trouble is answered with a new beginning, after a wait that doubles up to half a minute.
 */
public final class JournalFollower implements AutoCloseable {
    private static final int BATCH = 512;
    private static final long IDLE_NS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long LAST_STEPS_MS = 5_000;
    private static final int LONGEST_WAIT = 32;

    private final SavedStates saved;
    private final Work work;
    private final long retryNs;
    private final Thread thread;
    private final Step step = new Step();
    private final AtomicLong troubles = new AtomicLong();
    private long steps;
    private long lastTimeNs;
    private volatile long readTo;
    private volatile boolean ending;
    private volatile boolean closed;

    /** One that goes on from what was saved of the work, and saves it. */
    public JournalFollower(String name, SavedStates saved, Work work) {
        this(name, saved, work, TimeUnit.SECONDS.toMillis(1));
    }

    /** One that begins again after {@code retryMs} at first. */
    public JournalFollower(String name, SavedStates saved, Work work, long retryMs) {
        this.saved = saved;
        this.work = work;
        this.retryNs = TimeUnit.MILLISECONDS.toNanos(retryMs);
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
        // These may wait when cores are few; the engine may not.
        thread.setPriority(Thread.MIN_PRIORITY);
    }

    public JournalFollower start() {
        thread.start();
        return this;
    }

    /** The step that it has read to. Any thread. */
    public long readTo() {
        return readTo;
    }

    /** How often it had to begin again. Any thread. */
    public long troubles() {
        return troubles.get();
    }

    /** Takes the steps that are in the journal now, for five seconds at most, and ends. */
    @Override
    public void close() {
        ending = true;
        LockSupport.unpark(thread);
        try {
            thread.join(LAST_STEPS_MS);
            closed = true;
            LockSupport.unpark(thread);
            thread.join(TimeUnit.SECONDS.toMillis(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        closed = true;
    }

    private void run() {
        int waits = 1;
        while (!closed) {
            boolean began = attempt();
            if (closed || ending) {
                return;
            }
            waits = began ? 1 : Math.min(LONGEST_WAIT, waits * 2);
            LockSupport.parkNanos(waits * retryNs);
        }
    }

    /** Follows until it ends or fails; true when it got as far as a whole batch. */
    private boolean attempt() {
        boolean began = false;
        try (JournalReader reader = begin()) {
            for (boolean done = false; !closed && !done; ) {
                // Asked for before the reading: what was journaled until then is read.
                boolean last = ending;
                boolean more = batch(reader);
                readTo = steps;
                work.onPause();
                began = true;
                done = last && !more;
                if (done || saved.isDue(steps)) {
                    save(reader);
                }
                if (!more && !last) {
                    LockSupport.parkNanos(IDLE_NS);
                }
            }
        } catch (JournalException | IllegalArgumentException | IllegalStateException | IOException e) {
            trouble(String.valueOf(e.getMessage()));
        } catch (UncheckedIOException e) {
            trouble(String.valueOf(e.getCause().getMessage()));
        } catch (RuntimeException e) {
            // A fault of the work's: it must not end what other runs and steps can still be told.
            trouble("fault in " + thread.getName() + ": " + e);
        } finally {
            end();
        }
        return began;
    }

    private JournalReader begin() throws IOException {
        work.begin();
        SavedStates.Beginning<Work> found = saved.begin(this::fresh, Work::isKept);
        steps = found.step();
        readTo = steps;
        return found.reader();
    }

    private Work fresh() {
        work.reset();
        return work;
    }

    private void save(JournalReader reader) throws IOException {
        if (work.settle()) {
            saved.save(steps, reader.place(), lastTimeNs, work);
        }
    }

    private void trouble(String why) {
        troubles.incrementAndGet();
        try {
            work.onTrouble(why);
        } catch (RuntimeException e) {
            // Counted above; there is nobody else to tell.
            troubles.incrementAndGet();
        }
    }

    private void end() {
        try {
            work.end();
        } catch (RuntimeException e) {
            trouble("fault at the end of " + thread.getName() + ": " + e);
        }
    }

    /** Reads what there is, up to a batch; false when that was all. */
    private boolean batch(JournalReader reader) {
        int read = 0;
        while (read < BATCH && reader.next(this::onRecord)) {
            read++;
        }
        return read == BATCH;
    }

    private void onRecord(int type, long sequence, long timeNs, DirectBuffer buffer, int offset, int length) {
        if (type != RecordType.STEP) {
            return;
        }
        long found = StepLayout.sequence(buffer, offset);
        if (found != steps + 1) {
            throw new IllegalStateException("the journal goes on with step " + found + ", expected " + (steps + 1));
        }
        steps = found;
        step.load(buffer, offset, length);
        lastTimeNs = timeNs;
        try {
            work.onStep(step);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
