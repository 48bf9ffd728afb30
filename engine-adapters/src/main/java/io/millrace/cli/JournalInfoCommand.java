package io.millrace.cli;

import io.millrace.chronicle.ChronicleJournal;
import io.millrace.config.Setting;
import io.millrace.inspect.StepInspector;
import io.millrace.journal.JournalIntegrity;
import io.millrace.plugin.Plugins;
import io.millrace.replay.JournalHeader;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What a journal says of itself and what is in it. */
@Command(
        name = "info",
        description = "Says who wrote a journal, with which configuration, and what it holds.",
        footer = {"", "Exit code 3 when the journal is damaged; what is said is then of its good beginning."})
final class JournalInfoCommand extends EngineCommand {
    @Parameters(paramLabel = "JOURNAL", description = "a journal's folder, or the folder of its run")
    Path journal;

    @Override
    public Integer call() {
        Path folder = RunFolder.journalOf(journal);
        JournalIntegrity integrity = ChronicleJournal.check(folder);
        JournalHeader header = JournalHeader.read(folder, Plugins.catalog());
        Map<String, Long> counts = integrity.intact() ? counts(folder) : Map.of();
        if (json) {
            out().println(JsonText.object(json -> {
                JournalCheckCommand.fields(json, integrity);
                json.writeStringField("engineVersion", header.engineVersion());
                json.writeNumberField("schemaVersion", header.schemaVersion());
                json.writeStringField("jdk", header.jdk());
                json.writeObjectFieldStart("messages");
                for (Map.Entry<String, Long> entry : counts.entrySet()) {
                    json.writeNumberField(entry.getKey(), entry.getValue());
                }
                json.writeEndObject();
                json.writeObjectFieldStart("config");
                for (Setting setting : header.config().toSettings().all()) {
                    json.writeStringField(setting.key(), setting.value());
                }
                json.writeEndObject();
            }));
            return integrity.intact() ? OK : CommandException.DATA;
        }
        String state = integrity.intact()
                ? "intact"
                : "DAMAGED after step " + (integrity.firstBadStep() - 1) + ", see journal check";
        out().println(folder + ": " + state);
        out().println("  written by engine " + header.engineVersion() + ", schema " + header.schemaVersion() + ", Java "
                + header.jdk());
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
        counts.forEach((type, count) -> out().println(String.format(Locale.ROOT, "  %,10d %s", count, type)));
        out().println("  configuration:");
        header.config()
                .toSettings()
                .all()
                .forEach(setting -> out().println("    " + setting.key() + " = " + setting.value()));
        return integrity.intact() ? OK : CommandException.DATA;
    }

    private static Map<String, Long> counts(Path folder) {
        Map<String, Long> counts = new TreeMap<>();
        try (StepWalk walk = new StepWalk(
                folder,
                new StepInspector(),
                0,
                message -> counts.merge(message.message().type(), 1L, Long::sum))) {
            while (walk.next()) {
                continue;
            }
        }
        return counts;
    }
}
