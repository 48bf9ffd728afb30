package io.millrace.cli;

import io.millrace.catalog.CatalogException;
import io.millrace.config.ConfigException;
import java.nio.file.Path;
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

    @Override
    public Integer call() {
        ExportFormat chosen = ExportFormat.of(format);
        checkOptions(chosen);
        Path folder = RunFolder.journalOf(journal);
        sayCut(folder);
        long steps;
        long messages;
        try (ExportTarget target = file == null ? ExportTarget.standardOutput(out()) : ExportTarget.file(file)) {
            try (MessageExport export = chosen.open(target)) {
                ExportPasses passes = new ExportPasses(folder, export);
                passes.run();
                steps = passes.steps();
                messages = passes.messages();
            }
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
}
