package io.millrace.daemon;

import io.millrace.chronicle.ChronicleJournal;
import io.millrace.journal.JournalException;
import io.millrace.journal.JournalPlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Verifies, on a thread of its own behind a start, the part of the journal that the start did not read because it went
 * on from a snapshot. A fault found there is told once, and kept in a file beside the journal, so that the next start
 * reads everything first.
 */
final class JournalPatrol implements AutoCloseable {
    private static final long PAUSE_NS = 500_000;
    private static final long CLOSE_MS = 2_000;

    private final Path journal;
    private final JournalPlace upTo;
    private final Consumer<JournalException> fault;
    private final Consumer<String> say;
    private final Thread thread = new Thread(this::run, "millrace-journal-check");
    private volatile boolean closed;

    /**
     * A patrol.
     *
     * @param upTo where the part ends that the start has not read; null = there is none
     * @param fault is given what was found, on the patrol's thread
     */
    JournalPatrol(Path journal, JournalPlace upTo, Consumer<JournalException> fault, Consumer<String> say) {
        this.journal = journal;
        this.upTo = upTo;
        this.fault = fault;
        this.say = say;
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
    }

    JournalPatrol start() {
        if (upTo != null) {
            thread.start();
        }
        return this;
    }

    /** The file that says that a patrol has found the journal damaged. */
    static Path distrust(Path journal) {
        return journal.resolveSibling(journal.getFileName() + "-damaged");
    }

    @Override
    public void close() {
        closed = true;
        try {
            // Not for ever: a disk that does not answer must not keep the process from its end.
            thread.join(CLOSE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            switch (ChronicleJournal.verifyTo(journal, upTo, this::pause)) {
                case SOUND -> say.accept("journal verified from its begin to record " + upTo.sequence());
                case DELETED ->
                    say.accept("journal not verified to record " + upTo.sequence()
                            + ": that part was deleted before it was read");
                case STOPPED -> {
                    // The run ends; the next one has a patrol of its own.
                }
            }
        } catch (JournalException e) {
            found(e);
        } catch (RuntimeException | InternalError e) {
            // A file that shrinks under its reader is an InternalError.
            found(new JournalException("journal " + journal + " could not be read to record " + upTo.sequence(), e));
        }
    }

    private void found(JournalException what) {
        remember(what);
        fault.accept(what);
    }

    /** Leaves the disk and the core to the engine for a while. */
    private boolean pause() {
        LockSupport.parkNanos(PAUSE_NS);
        return closed;
    }

    private void remember(JournalException found) {
        try {
            Files.writeString(distrust(journal), found.getMessage() + "\n");
        } catch (IOException e) {
            say.accept(distrust(journal) + " cannot be written: " + e);
        }
    }
}
