package io.millrace.cli;

import io.millrace.catalog.CatalogException;
import io.millrace.config.ConfigException;
import io.millrace.inspect.DecodedField;
import io.millrace.inspect.FieldKind;
import io.millrace.inspect.StepInspector;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Every message of a journal as a row. */
@Command(
        name = "export",
        description = "Writes every message of a journal as CSV, JSON lines or Parquet.",
        footer = {
            "",
            "A file appears whole or not at all; one that is there is not overwritten. In Parquet prices,",
            "quantities and amounts are exact decimals, times are UTC in nanoseconds. It needs --out, and a folder",
            "for temporary files that may hold programs."
        })
final class JournalExportCommand extends EngineCommand {
    @Parameters(paramLabel = "JOURNAL", description = "a journal's folder, or the folder of its run")
    Path journal;

    @Option(names = "--format", paramLabel = "F", description = "csv, jsonl (default) or parquet")
    String format = "jsonl";

    @Option(names = "--out", paramLabel = "FILE", description = "a new file; default: standard output")
    Path file;

    private long messages;

    @Override
    public Integer call() {
        ExportFormat chosen = ExportFormat.of(format);
        checkOptions(chosen);
        Path folder = RunFolder.journalOf(journal);
        sayCut(folder);
        long steps;
        try (ExportTarget target = file == null ? ExportTarget.standardOutput(out()) : ExportTarget.file(file)) {
            steps = write(folder, chosen, target);
            target.commit();
        } catch (CatalogException e) {
            throw new CommandException(CommandException.USAGE, "--out " + file + ": " + e.getMessage());
        }
        if (file == null) {
            return OK;
        }
        if (json) {
            out().println(JsonText.object(json -> {
                json.writeNumberField("steps", steps);
                json.writeNumberField("messages", messages);
                json.writeNumberField("bytes", file.toFile().length());
                json.writeStringField("file", file.toString());
            }));
        } else {
            out().println(file + ": " + messages + " messages of " + steps + " steps");
        }
        return OK;
    }

    private void checkOptions(ExportFormat chosen) {
        if (file == null && chosen == ExportFormat.PARQUET) {
            throw new ConfigException("--format parquet is not for a terminal; name a file with --out");
        }
        if (json && file == null) {
            throw new ConfigException(
                    "--json prints one object, and the export goes to standard output; name a file with --out");
        }
    }

    private long write(Path folder, ExportFormat chosen, ExportTarget target) {
        StepInspector inspector = new StepInspector();
        Map<String, FieldKind> fields = new LinkedHashMap<>();
        try (MessageExport export = chosen.open(target)) {
            // Of a journal that is being written no more than was there the first time: new steps may have new fields.
            long most = Long.MAX_VALUE;
            if (export.needsFields()) {
                most = walk(folder, inspector, most, message -> {
                    for (DecodedField field : message.message().fields()) {
                        fields.merge(field.name(), field.kind(), JournalExportCommand::both);
                    }
                });
            }
            export.begin(fields);
            long steps = walk(folder, inspector, most, message -> {
                messages++;
                export.message(message);
            });
            export.finish();
            return steps;
        }
    }

    /** The kind of a field that is of two kinds in different messages: one that holds both exactly. */
    private static FieldKind both(FieldKind one, FieldKind other) {
        if (one == other) {
            return one;
        }
        boolean exact = (one == FieldKind.WHOLE || one == FieldKind.DECIMAL)
                && (other == FieldKind.WHOLE || other == FieldKind.DECIMAL);
        return exact ? FieldKind.DECIMAL : FieldKind.TEXT;
    }

    private static long walk(Path folder, StepInspector inspector, long most, StepWalk.MessageHandler handler) {
        try (StepWalk walk = new StepWalk(folder, inspector, 0, handler)) {
            while (walk.steps() < most && walk.next()) {
                continue;
            }
            return walk.steps();
        }
    }
}
