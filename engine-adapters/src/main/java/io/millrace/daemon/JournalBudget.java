package io.millrace.daemon;

import io.millrace.notify.Notice;
import io.millrace.notify.NoticeEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Warns when a journal comes near to its budget and when it is beyond it, once each. Main thread. */
final class JournalBudget {
    private static final long LOOK_NS = 60_000_000_000L;
    private static final int MIB_BITS = 20;
    private static final int NEAR_PERCENT = 80;

    private final List<Path> folders;
    private final long budgetMb;
    private final Consumer<String> say;
    private final Consumer<Notice> notices;
    private int warnedPercent;
    private long lastLookNs;
    private boolean looked;

    /** @param budgetMb {@link JournalSection#OFF} = it may have any size */
    JournalBudget(Path journal, long budgetMb, Consumer<String> say, Consumer<Notice> notices) {
        this.folders = List.of(journal, journal.resolveSibling(journal.getFileName() + "-snapshots"));
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
            long bytes = 0;
            for (Path folder : folders) {
                bytes += bytesIn(folder);
            }
            observe(bytes >> MIB_BITS);
        } catch (IOException | UncheckedIOException e) {
            // A file went while it was counted: the next look is in a minute.
            looked = true;
        }
    }

    void observe(long usedMb) {
        int reached = usedMb >= budgetMb ? 100 : usedMb * 100 >= budgetMb * NEAR_PERCENT ? NEAR_PERCENT : 0;
        if (reached > warnedPercent) {
            String text = "the journal takes " + usedMb + " of journal.budgetMb=" + budgetMb + " MiB: millrace journal"
                    + " retain --dry-run shows what could go";
            say.accept(text);
            notices.accept(Notice.now(NoticeEvent.TROUBLE, "journal-budget-" + System.currentTimeMillis(), text));
        }
        warnedPercent = reached;
    }

    private static long bytesIn(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
