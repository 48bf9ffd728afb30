package io.millrace.retention;

import io.millrace.chronicle.ChronicleJournal;
import io.millrace.journal.JournalCut;
import io.millrace.journal.JournalException;
import io.millrace.journal.OwnerLock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Deletes the cycles that a {@link RetentionPlan} lets go, while nobody writes the journal or beside the engine that
 * has it. First the cut is written and made durable; from then on the journal begins behind it, and the files before it
 * go, the oldest first. What a process left that ended in between goes with the next call. One thread.
 */
public final class JournalRetention {
    private final Path journal;
    private final long nowMs;

    /** @param nowMs the wall clock, milliseconds since 1970 */
    public JournalRetention(final Path journal, final long nowMs) {
        this.journal = journal;
        this.nowMs = nowMs;
    }

    /**
     * What became of the plan.
     *
     * @param plan as it was when the journal was locked
     * @param deleted files, those of an earlier cut among them
     */
    public record Outcome(RetentionPlan plan, List<Path> deleted) {
        public Outcome {
            deleted = List.copyOf(deleted);
        }
    }

    /**
     * Plans, cuts and deletes; the parameters are those of {@link RetentionPlan#of}.
     *
     * @throws io.millrace.journal.JournalLockedException when an engine has the journal
     * @throws JournalException when the journal is damaged, or the disk refuses
     */
    public Outcome run(
            final RetentionPolicy policy, final LocalDate today, final List<KeptReader> readers, final long config) {
        try {
            final OwnerLock lock = OwnerLock.take(journal, nowMs);
            try {
                return cutAndDelete(policy, today, readers, config, () -> false);
            } finally {
                lock.close();
            }
        } catch (final IOException e) {
            throw notCut(e);
        }
    }

    /**
     * The same for the one who has the journal's lock, while it is written: by one thread at a time, which is not the
     * writer's. The newest cycle, and what a reader has still to read, stays.
     *
     * @param stopped is asked every few thousand records, and may take its time
     * @throws java.util.concurrent.CancellationException when stopped before anything was cut
     * @throws JournalException when the journal is damaged, or the disk refuses
     */
    public Outcome runBeside(
            final RetentionPolicy policy,
            final LocalDate today,
            final List<KeptReader> readers,
            final long config,
            final BooleanSupplier stopped) {
        try {
            return cutAndDelete(policy, today, readers, config, stopped);
        } catch (final IOException e) {
            throw notCut(e);
        }
    }

    private Outcome cutAndDelete(
            final RetentionPolicy policy,
            final LocalDate today,
            final List<KeptReader> readers,
            final long config,
            final BooleanSupplier stopped)
            throws IOException {
        final RetentionPlan plan = RetentionPlan.of(journal, policy, today, readers, config, stopped);
        if (plan.going() > 0) {
            cut(plan).write(journal);
        }
        return new Outcome(plan, ChronicleJournal.deleteCut(journal));
    }

    private JournalException notCut(final IOException why) {
        return new JournalException(
                "The journal " + journal + " cannot be cut: " + why + ". What is deleted is said by its file "
                        + JournalCut.FILE + "; run it again.",
                why);
    }

    /** The cut that a plan asks for; only when cycles go. */
    JournalCut cut(final RetentionPlan plan) {
        final CycleUse last = plan.cut();
        return new JournalCut(
                last.lastRecord(),
                last.chainCrc(),
                last.lastStep(),
                last.lastRow(),
                last.lastTimeNs(),
                last.cycle(),
                nowMs);
    }

    /** True when an earlier deletion was not ended. */
    public static boolean hasLeftOver(final Path journal) {
        return ChronicleJournal.holdsCut(journal);
    }
}
