package io.millrace.cli;

import io.millrace.engine.EngineConfig;
import io.millrace.follow.SideReaders;
import io.millrace.journal.JournalLockedException;
import io.millrace.plugin.Plugins;
import io.millrace.replay.JournalHeader;
import io.millrace.retention.CycleUse;
import io.millrace.retention.JournalRetention;
import io.millrace.retention.KeptReader;
import io.millrace.retention.RetentionPlan;
import io.millrace.retention.RetentionPolicy;
import io.millrace.snapshot.SnapshotFolder;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** J8: deletes the oldest cycles of a journal, or shows which. */
@Command(
        name = "retain",
        description = "Deletes the oldest whole cycles of a journal that no saved state needs.",
        footer = {
            "",
            "Only cycles before the one in which the reading behind the oldest state begins can go, be it the",
            "engine's, the service's read model's, the log files' or the notices'; none goes while of one of them",
            "fewer than two states fit the journal. What is deleted cannot be replayed, tailed or exported any more;",
            "the file cut in the journal says where it begins, and the chain is verified from there.",
            "Exit code 3 when an engine runs on the journal, or it is damaged."
        })
final class JournalRetainCommand extends EngineCommand {
    private static final int MIB_BITS = 20;

    @Parameters(paramLabel = "JOURNAL", description = "a journal's folder, or the folder of its run")
    private Path journal;

    @Option(names = "--days", paramLabel = "N", description = "cycles older than so many days")
    private Long days;

    @Option(names = "--budget-mb", paramLabel = "N", description = "the oldest cycles beyond so many MiB")
    private Long budget;

    @Option(names = "--dry-run", description = "only show what would be deleted")
    private boolean dryRun;

    @Option(
            names = "--without",
            paramLabel = "NAME",
            description = "a reader that this journal will never have again: view, logs or notices; repeatable")
    private Set<String> without = new LinkedHashSet<>();

    @Override
    public Integer call() {
        if ((days == null && budget == null) || (days != null && days < 0) || (budget != null && budget < 0)) {
            throw new CommandException(
                    CommandException.USAGE, "journal retain: give --days N, --budget-mb N or both, 0 or more");
        }
        for (String name : without) {
            if (!SideReaders.NAMES.contains(name)) {
                throw new CommandException(
                        CommandException.USAGE,
                        "--without \"" + name + "\": expected one of " + String.join(", ", SideReaders.NAMES));
            }
        }
        RetentionPolicy policy = new RetentionPolicy(
                days == null ? RetentionPolicy.OFF : days, budget == null ? RetentionPolicy.OFF : budget << MIB_BITS);
        Path folder = RunFolder.journalOf(journal);
        List<KeptReader> readers = SideReaders.of(folder, without);
        long nowMs = System.currentTimeMillis();
        EngineConfig config = JournalHeader.read(folder, Plugins.catalog()).config();
        long hash = SnapshotFolder.configHash(config, JournalHeader.ENGINE_VERSION);
        LocalDate today = RetentionPlan.day(nowMs);
        if (dryRun) {
            show(RetentionPlan.of(folder, policy, today, readers, hash), 0);
            return OK;
        }
        try {
            JournalRetention.Outcome outcome = new JournalRetention(folder, nowMs).run(policy, today, readers, hash);
            show(outcome.plan(), outcome.deleted().size());
            return OK;
        } catch (JournalLockedException e) {
            throw new CommandException(
                    CommandException.DATA,
                    "journal retain: an engine runs on " + folder + ", nothing was deleted; stop it, or only look with"
                            + " --dry-run (" + e.getMessage() + ")");
        }
    }

    private void show(RetentionPlan plan, int deleted) {
        if (json) {
            out().println(JsonText.object(text -> {
                text.writeNumberField("cycles", plan.cycles().size());
                text.writeNumberField("going", plan.going());
                text.writeNumberField("goingBytes", plan.goingBytes());
                text.writeNumberField("bytes", plan.bytes());
                text.writeNumberField("stayingBytes", plan.stayingBytes());
                text.writeNumberField("snapshotStep", plan.snapshotStep());
                text.writeNumberField("deleted", deleted);
                text.writeStringField("why", plan.why());
            }));
        } else {
            print(plan, deleted);
        }
    }

    private void print(RetentionPlan plan, int deleted) {
        for (int i = 0; i < plan.cycles().size(); i++) {
            CycleUse cycle = plan.cycles().get(i);
            out().println(String.format(
                    Locale.ROOT,
                    "  %-9s %s  %,d bytes, to step %,d",
                    i >= plan.going() ? "stays" : dryRun ? "could go" : "deleted",
                    cycle.file().getFileName(),
                    cycle.bytes(),
                    cycle.lastStep()));
        }
        if (plan.going() > 0) {
            out().println(String.format(
                    Locale.ROOT,
                    "  the cut: behind record %d, step %d, chain %08x",
                    plan.cut().lastRecord(),
                    plan.cut().lastStep(),
                    plan.cut().chainCrc()));
        }
        if (!plan.why().isEmpty()) {
            out().println("  no more: " + plan.why());
        }
        out().println(String.format(
                Locale.ROOT,
                "  %d of %d cycles %s, %,d of %,d bytes (snapshots are in them); %s",
                plan.going(),
                plan.cycles().size(),
                dryRun ? "could go" : "went",
                plan.goingBytes(),
                plan.bytes(),
                dryRun ? "nothing was removed" : deleted + " files were deleted"));
    }
}
