package io.millrace.cli;

import io.millrace.retention.CycleUse;
import io.millrace.retention.RetentionPlan;
import io.millrace.retention.RetentionPolicy;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** J8: which cycles of a journal could go. */
@Command(
        name = "retain",
        description = "Shows which whole cycles could go without losing a state; removes nothing.",
        footer = {"", "Only cycles before the one in which the reading behind the oldest snapshot begins can go."})
final class JournalRetainCommand extends EngineCommand {
    private static final int MIB_BITS = 20;

    @Parameters(paramLabel = "JOURNAL", description = "a journal's folder, or the folder of its run")
    private Path journal;

    @Option(names = "--days", paramLabel = "N", description = "cycles older than so many days")
    private Long days;

    @Option(names = "--budget-mb", paramLabel = "N", description = "the oldest cycles beyond so many MiB")
    private Long budget;

    @Option(names = "--dry-run", description = "needed: this version removes nothing")
    private boolean dryRun;

    @Override
    public Integer call() {
        if (!dryRun) {
            throw new CommandException(
                    CommandException.USAGE,
                    "journal retain: --dry-run is missing; this version shows what could go, and removes nothing:"
                            + " millrace journal retain " + journal + asked() + " --dry-run");
        }
        if ((days == null && budget == null) || (days != null && days < 0) || (budget != null && budget < 0)) {
            throw new CommandException(
                    CommandException.USAGE, "journal retain: give --days N, --budget-mb N or both, 0 or more");
        }
        RetentionPolicy policy = new RetentionPolicy(
                days == null ? RetentionPolicy.OFF : days, budget == null ? RetentionPolicy.OFF : budget << MIB_BITS);
        RetentionPlan plan =
                RetentionPlan.of(RunFolder.journalOf(journal), policy, RetentionPlan.day(System.currentTimeMillis()));
        if (json) {
            out().println(JsonText.object(text -> {
                text.writeNumberField("cycles", plan.cycles().size());
                text.writeNumberField("going", plan.going());
                text.writeNumberField("goingBytes", plan.goingBytes());
                text.writeNumberField("bytes", plan.bytes());
                text.writeNumberField("stayingBytes", plan.stayingBytes());
                text.writeNumberField("snapshotStep", plan.snapshotStep());
                text.writeStringField("why", plan.why());
            }));
        } else {
            print(plan);
        }
        return OK;
    }

    /** The options as they were given; an example when there were none. */
    private String asked() {
        if (days == null && budget == null) {
            return " --days 30";
        }
        return (days == null ? "" : " --days " + days) + (budget == null ? "" : " --budget-mb " + budget);
    }

    private void print(RetentionPlan plan) {
        for (int i = 0; i < plan.cycles().size(); i++) {
            CycleUse cycle = plan.cycles().get(i);
            out().println(String.format(
                    Locale.ROOT,
                    "  %-9s %s  %,d bytes, to step %,d",
                    i < plan.going() ? "could go" : "stays",
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
                "  %d of %d cycles could go, %,d of %,d bytes (snapshots are in them); nothing was removed",
                plan.going(),
                plan.cycles().size(),
                plan.goingBytes(),
                plan.bytes()));
    }
}
