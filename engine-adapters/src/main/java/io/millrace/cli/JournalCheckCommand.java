package io.millrace.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.chronicle.ChronicleJournal;
import io.millrace.journal.JournalCut;
import io.millrace.journal.JournalIntegrity;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Verifies every record, the chain between them and the high-water mark. */
@Command(
        name = "check",
        description = "Verifies every record, their chain and the high-water mark; changes nothing.",
        footer = {"", "Exit code 3 when the journal is damaged; the first bad step is named."})
final class JournalCheckCommand extends EngineCommand {
    @Parameters(paramLabel = "JOURNAL", description = "a journal's folder, or the folder of its run")
    Path journal;

    @Override
    public Integer call() {
        Path folder = RunFolder.journalOf(journal);
        JournalIntegrity integrity = ChronicleJournal.check(folder);
        if (json) {
            out().println(JsonText.object(json -> fields(json, integrity)));
        } else {
            print(folder, integrity);
        }
        return integrity.intact() ? OK : CommandException.DATA;
    }

    private void print(Path folder, JournalIntegrity integrity) {
        out().println(folder + ": " + (integrity.intact() ? "intact" : "DAMAGED"));
        out().println(String.format(
                Locale.ROOT,
                "  %,d steps, %,d bytes, %s to %s",
                integrity.steps(),
                integrity.bytes(),
                MessageText.time(integrity.fromNs()),
                MessageText.time(integrity.toNs())));
        if (integrity.cut() != null) {
            out().println("  " + integrity.cut().describe());
        }
        JournalIntegrity.FirstBad bad = integrity.firstBad();
        if (bad != null) {
            out().println("  first bad step " + integrity.firstBadStep() + " (record " + bad.sequence() + "), file "
                    + bad.file() + ", byte " + bad.offset() + ": " + bad.reason());
            out().println("  nothing was changed; restore the file from a copy, or keep it for the investigation");
        }
    }

    /** The keys of check and info. */
    static void fields(JsonGenerator json, JournalIntegrity integrity) throws IOException {
        json.writeNumberField("steps", integrity.steps());
        json.writeBooleanField("intact", integrity.intact());
        JournalIntegrity.FirstBad bad = integrity.firstBad();
        if (bad == null) {
            json.writeNullField("firstBad");
        } else {
            json.writeObjectFieldStart("firstBad");
            json.writeNumberField("step", integrity.firstBadStep());
            json.writeNumberField("record", bad.sequence());
            json.writeStringField("file", bad.file());
            json.writeNumberField("byte", bad.offset());
            json.writeStringField("reason", bad.reason());
            json.writeEndObject();
        }
        json.writeStringField("from", MessageText.time(integrity.fromNs()));
        json.writeStringField("to", MessageText.time(integrity.toNs()));
        json.writeNumberField("bytes", integrity.bytes());
        json.writeNumberField("records", integrity.records());
        json.writeNumberField("highWaterMark", integrity.highWaterMark());
        JournalCut cut = integrity.cut();
        if (cut == null) {
            json.writeNullField("cut");
        } else {
            json.writeObjectFieldStart("cut");
            json.writeNumberField("records", cut.sequence());
            json.writeNumberField("steps", cut.steps());
            json.writeNumberField("rows", cut.rows());
            json.writeStringField("at", Instant.ofEpochMilli(cut.wallMs()).toString());
            json.writeEndObject();
        }
    }
}
