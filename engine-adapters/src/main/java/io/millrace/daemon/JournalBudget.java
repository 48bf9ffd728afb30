package io.millrace.daemon;

import io.millrace.journal.JournalException;
import io.millrace.notify.Notice;
import io.millrace.notify.NoticeEvent;
import io.millrace.retention.JournalSize;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Warns when a journal comes near to its budget and when it is beyond it, once each. Main thread. */
final class JournalBudget {
    private static final long LOOK_NS = 60_000_000_000L;
    private static final int MIB_BITS = 20;
    private static final int NEAR_PERCENT = 80;

    private final Path journal;
    private final long budgetMb;
    private final Consumer<String> say;
    private final Consumer<Notice> notices;
    private int warnedPercent;
    private long lastLookNs;
    private boolean looked;

    /** @param budgetMb {@link JournalSection#OFF} = it may have any size */
    JournalBudget(Path journal, long budgetMb, Consumer<String> say, Consumer<Notice> notices) {
        this.journal = journal;
        this.budgetMb = budgetMb;
        this.say = say;
        this.notices = notices;
    }

    /** Looks once a minute. */
    void round(long nanoTime) {
        if (budgetMb == JournalSection.OFF || (looked && nanoTime - lastLookNs < LOOK_NS)) {
            return;
        }
        looked = true;
        lastLookNs = nanoTime;
        try {
            observe(JournalSize.bytes(journal));
        } catch (JournalException e) {
            // A folder went while it was counted: the next look is in a minute.
            looked = true;
        }
    }

    /** @param bytes that it takes, counted as the command counts them */
    void observe(long bytes) {
        long budget = budgetMb << MIB_BITS;
        int reached = bytes > budget ? 100 : bytes >= budget / 100 * NEAR_PERCENT ? NEAR_PERCENT : 0;
        if (reached > warnedPercent) {
            String text = "the journal takes " + (bytes >> MIB_BITS) + " of journal.budgetMb=" + budgetMb
                    + " MiB; what could go: millrace journal retain " + ShellWord.of(journal.toAbsolutePath())
                    + " --budget-mb " + budgetMb + " --dry-run";
            say.accept(text);
            notices.accept(Notice.now(NoticeEvent.TROUBLE, "journal-budget-" + System.currentTimeMillis(), text));
        }
        warnedPercent = reached;
    }
}
