package io.millrace.daemon;

import io.millrace.follow.SavedStates;
import io.millrace.follow.SideReaders;
import io.millrace.logs.RunLogs;
import io.millrace.notify.Notice;
import io.millrace.notify.NoticeEvent;
import io.millrace.notify.Notifier;
import io.millrace.secret.SecretException;
import io.millrace.view.SideCount;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What follows a run's journal beside the service: log files and notices. Nothing in here can hold or end a run. */
final class SideWork implements AutoCloseable {
    /** Nothing. */
    static final SideWork NONE = new SideWork(null, null);

    private final RunLogs logs;
    private final Notifier notifier;

    private SideWork(RunLogs logs, Notifier notifier) {
        this.logs = logs;
        this.notifier = notifier;
    }

    /**
     * Begins.
     *
     * @param pastSteps of the journal before this session
     * @throws RunException when a secret that the configuration names cannot be had
     */
    static SideWork start(PaperOptions options, long pastSteps, Consumer<String> say) {
        try {
            Notifier notifier = options.notices().isEmpty()
                    ? null
                    : Notifier.start(
                            options.notices(),
                            options.journalDir(),
                            options.config(),
                            pastSteps,
                            saved(options, SideReaders.NOTICES, say).dispensable(),
                            say);
            RunLogs logs = options.logs().enabled()
                    ? RunLogs.start(
                            options.logDir(),
                            options.journalDir(),
                            options.config(),
                            options.logs(),
                            pastSteps,
                            saved(options, SideReaders.LOGS, say),
                            say)
                    : null;
            return new SideWork(logs, notifier);
        } catch (SecretException e) {
            throw new RunException(ExitCodes.USAGE, "notify: " + e.getMessage());
        }
    }

    private static SavedStates saved(PaperOptions options, String name, Consumer<String> say) {
        return new SavedStates(options.journalDir(), name, PastRun.configHash(options), options.snapshotEvery(), say);
    }

    /** Says how the run ended. */
    void ended(PaperRun.Outcome outcome) {
        // A strategy that threw was told when it did.
        boolean wrong = outcome.exitCode() != ExitCodes.DONE && outcome.exitCode() != ExitCodes.REFUSED;
        if (logs != null) {
            logs.note(wrong ? "Halted" : "End", "exit code " + outcome.exitCode() + ": " + outcome.message());
        }
        if (notifier != null && wrong) {
            notifier.send(Notice.now(
                    NoticeEvent.HALTED, "ended-" + ProcessHandle.current().pid(), outcome.message()));
        }
    }

    /** Somebody should know. Any thread; never blocks. */
    void tell(Notice notice) {
        if (logs != null) {
            logs.note("Notice", notice.text());
        }
        if (notifier != null) {
            notifier.send(notice);
        }
    }

    /** A line in the log of the process. Any thread; never blocks. */
    void note(String type, String text) {
        if (logs != null) {
            logs.note(type, text);
        }
    }

    /** The step that the log files have read the journal to; beyond all when there are none. Any thread. */
    long logsReadTo() {
        return logs == null ? Long.MAX_VALUE : logs.readTo();
    }

    /** The same of the notices. */
    long noticesReadTo() {
        return notifier == null ? Long.MAX_VALUE : notifier.readTo();
    }

    /** For the metrics. Any thread. */
    List<SideCount> counts() {
        List<SideCount> counts = new ArrayList<>();
        if (logs != null) {
            counts.add(new SideCount("logs", "written", logs.lines()));
            counts.add(new SideCount("logs", "failed", logs.failures()));
        }
        if (notifier != null) {
            counts.addAll(notifier.counts());
        }
        return counts;
    }

    @Override
    public void close() {
        if (logs != null) {
            logs.close();
        }
        if (notifier != null) {
            notifier.close();
        }
    }
}
