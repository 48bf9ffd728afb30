package io.millrace.cli;

import io.millrace.chronicle.ChronicleJournal;
import io.millrace.journal.JournalIntegrity;
import io.millrace.journal.SalvagedJournal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Saves the verified beginning of a damaged journal as a journal of its own. */
@Command(
        name = "salvage",
        description = "Copies the records of a damaged journal, up to the first bad one, into a new journal.",
        footer = {
            "",
            "The damaged journal is only read. Exit code 3 when nothing of it can be kept. What it lost may hold",
            "orders that reached a venue: compare with the venue before the copy is traded on."
        })
final class JournalSalvageCommand extends EngineCommand {
    @Parameters(paramLabel = "JOURNAL", description = "a journal's folder, or the folder of its run")
    Path journal;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "the new journal; new or empty")
    Path target;

    @Override
    public Integer call() throws IOException {
        Path folder = RunFolder.journalOf(journal);
        requireNew();
        SalvagedJournal saved = ChronicleJournal.salvage(folder, target);
        if (json) {
            out().println(JsonText.object(json -> {
                JournalCheckCommand.fields(json, saved.found());
                json.writeNumberField("keptRecords", saved.records());
                json.writeNumberField("keptSteps", saved.steps());
                json.writeNumberField("lostRecords", saved.lost());
                json.writeStringField("out", target.toString());
            }));
        } else {
            print(folder, saved);
        }
        return OK;
    }

    private void requireNew() throws IOException {
        if (!Files.exists(target)) {
            return;
        }
        boolean used = !Files.isDirectory(target);
        if (!used) {
            try (Stream<Path> files = Files.list(target)) {
                used = files.findAny().isPresent();
            }
        }
        if (used) {
            throw new CommandException(
                    CommandException.USAGE,
                    "--out " + target + " exists and is not empty: nothing is overwritten; give a new folder");
        }
    }

    private void print(Path folder, SalvagedJournal saved) {
        out().println(String.format(
                Locale.ROOT,
                "%s: kept %,d records, %,d steps, up to %s, in %s",
                folder,
                saved.records(),
                saved.steps(),
                MessageText.time(saved.toNs()),
                target));
        if (saved.found().cut() != null) {
            out().println("  it " + saved.found().cut().describe());
        }
        JournalIntegrity.FirstBad bad = saved.found().firstBad();
        if (bad == null) {
            out().println("  the journal is intact: nothing was left behind");
            return;
        }
        out().println("  left behind: everything from record " + (saved.records() + 1) + " on"
                + (saved.lost() > 0
                        ? String.format(Locale.ROOT, ", %,d records that were written for certain", saved.lost())
                        : ""));
        out().println("  because of file " + bad.file() + ", byte " + bad.offset() + ": " + bad.reason());
        out().println("  " + folder + " was not changed; orders of the lost steps may have reached a venue: compare"
                + " with it before trading on");
    }
}
