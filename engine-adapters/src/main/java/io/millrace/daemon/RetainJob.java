package io.millrace.daemon;

import io.millrace.follow.SideReaders;
import io.millrace.journal.JournalException;
import io.millrace.journal.JournalSettings;
import io.millrace.retention.JournalRetention;
import io.millrace.retention.KeptReader;
import io.millrace.retention.RetentionPlan;
import io.millrace.retention.RetentionPolicy;
import io.millrace.view.View;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

/**
 * Lets the oldest cycles of a journal go while its engine runs, as {@code journal retain} does it for one that is
 * stopped. Reads, cuts and deletes on a thread of its own, which is never the engine's and leaves the disk and the core
 * to others. The engine's snapshots hold cycles back, and what the readers beside it have saved and have still to read.
 */
final class RetainJob implements AutoCloseable {
    private static final long PAUSE_NS = 500_000;
    private static final long CLOSE_MS = 10_000;
    private static final String NOT_DELETED = "old cycles of the journal could not be deleted: ";

    private final PaperOptions options;
    private final RetentionPolicy policy;
    private final RetainClock clock;
    private volatile View view;
    private volatile SideWork beside = SideWork.NONE;
    private volatile boolean ready;
    private volatile boolean closed;
    private Thread thread;

    RetainJob(PaperOptions options) {
        this.options = options;
        this.policy = JournalSection.retention(options.settings());
        this.clock = new RetainClock(wallClockMs(options), settings(options).steadyNs());
    }

    /** The clock that names cycles. */
    static LongSupplier wallClockMs(PaperOptions options) {
        return settings(options).wallClockMs();
    }

    private static JournalSettings settings(PaperOptions options) {
        return options.journal().apply(JournalSettings.of(options.journalDir(), ""));
    }

    /** Who reads the journal beside the engine in this process; null = no view. */
    void spare(View readModel, SideWork work) {
        view = readModel;
        beside = work;
        ready = true;
    }

    /**
     * Begins, unless it is at work.
     *
     * @param tell what came of it, and whether that is bad
     * @return why it was not begun; null when it was
     */
    synchronized String begin(BiConsumer<Boolean, String> tell) {
        if (closed || !ready) {
            return closed ? "the run ends" : "the run has only begun: ask again in a moment";
        }
        if (thread != null && thread.isAlive()) {
            return "old cycles are being deleted already";
        }
        thread = new Thread(() -> run(tell), "millrace-retain");
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        thread.start();
        return null;
    }

    /** Nothing is deleted behind it, unless the disk does not answer. */
    @Override
    public void close() {
        closed = true;
        Thread last;
        synchronized (this) {
            last = thread;
        }
        try {
            if (last != null) {
                last.join(CLOSE_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Those that run hold back what they have still to read; of the others what they would begin with. */
    private List<KeptReader> readers() {
        Path journal = options.journalDir();
        Set<String> without = JournalSection.retainWithout(options.settings());
        View figures = view;
        SideWork work = beside;
        List<KeptReader> readers = new ArrayList<>();
        if (figures != null || !without.contains(SideReaders.VIEW)) {
            readers.add(reader(
                    SideReaders.VIEW,
                    () -> figures == null ? Long.MAX_VALUE : figures.journal().steps()));
        }
        if (options.logs().enabled() || !without.contains(SideReaders.LOGS)) {
            readers.add(reader(SideReaders.LOGS, work::logsReadTo));
        }
        boolean noticed = SideReaders.remembersNotices(journal) && !without.contains(SideReaders.NOTICES);
        if (!options.notices().isEmpty() || noticed) {
            readers.add(reader(SideReaders.NOTICES, work::noticesReadTo));
        }
        return readers;
    }

    private KeptReader reader(String name, LongSupplier readTo) {
        return SideReaders.running(options.journalDir(), name, JournalSection.RETAIN_WITHOUT, readTo);
    }

    private void run(BiConsumer<Boolean, String> tell) {
        try {
            long nowMs = clock.nowMs(policy.retainDays() != RetentionPolicy.OFF);
            JournalRetention.Outcome outcome = new JournalRetention(options.journalDir(), nowMs)
                    .runBeside(policy, RetentionPlan.day(nowMs), readers(), PastRun.configHash(options), this::pause);
            tell.accept(false, text(outcome));
        } catch (CancellationException e) {
            // The run ends; the next one has the same schedule.
            return;
        } catch (JournalException e) {
            tell.accept(true, NOT_DELETED + e.getMessage());
        } catch (RuntimeException | Error e) {
            // A file that cannot be read on is an InternalError; whatever it is, the disk must not fill in silence.
            tell.accept(true, NOT_DELETED + e);
        }
    }

    private boolean pause() {
        LockSupport.parkNanos(PAUSE_NS);
        return closed;
    }

    private static String text(JournalRetention.Outcome outcome) {
        RetentionPlan plan = outcome.plan();
        String held = plan.why().isEmpty() ? "" : "; no more: " + plan.why();
        if (plan.going() == 0) {
            return "no cycle of the journal goes, "
                    + (outcome.deleted().isEmpty() ? "" : outcome.deleted().size() + " left over before were deleted, ")
                    + plan.cycles().size() + " stay, " + plan.bytes() + " bytes" + held;
        }
        return "deleted " + outcome.deleted().size() + " cycles of the journal, " + plan.goingBytes()
                + " bytes; it begins behind step " + plan.cut().lastStep() + ", "
                + (plan.cycles().size() - plan.going()) + " cycles stay, " + plan.stayingBytes() + " bytes" + held;
    }
}
