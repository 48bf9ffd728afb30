package io.millrace.cli;

import io.millrace.cli.StepWalk.NamedMessage;
import io.millrace.config.ConfigException;
import io.millrace.inspect.DecodedField;
import io.millrace.inspect.StepInspector;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Every message of a journal as a row. */
@Command(name = "export", description = "Writes every message of a journal as CSV or JSON lines.")
final class JournalExportCommand extends EngineCommand {
    private static final String CSV = "csv";
    private static final String JSONL = "jsonl";

    @Parameters(paramLabel = "JOURNAL", description = "a journal's folder, or the folder of its run")
    Path journal;

    @Option(names = "--format", paramLabel = "F", description = "csv or jsonl (default)")
    String format = JSONL;

    @Option(names = "--out", paramLabel = "FILE", description = "default: standard output")
    Path file;

    private long messages;

    @Override
    public Integer call() throws IOException {
        checkOptions();
        Path folder = RunFolder.journalOf(journal);
        sayCut(folder);
        StepInspector inspector = new StepInspector();
        if (file == null) {
            write(folder, inspector, out());
            return OK;
        }
        long steps;
        Path target = file.toAbsolutePath();
        Path parent = target.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        try (PrintWriter writer = new PrintWriter(Files.newBufferedWriter(target, StandardCharsets.UTF_8))) {
            steps = write(folder, inspector, writer);
            if (writer.checkError()) {
                throw new CommandException(CommandException.USAGE, "--out " + file + ": could not be written whole");
            }
        }
        if (json) {
            out().println(JsonText.object(json -> {
                json.writeNumberField("steps", steps);
                json.writeNumberField("messages", messages);
                json.writeNumberField("bytes", target.toFile().length());
                json.writeStringField("file", file.toString());
            }));
        } else {
            out().println(file + ": " + messages + " messages of " + steps + " steps");
        }
        return OK;
    }

    private void checkOptions() {
        if (format.equals("parquet")) {
            throw new ConfigException("--format parquet comes with the catalogue; use csv or jsonl");
        }
        if (!format.equals(CSV) && !format.equals(JSONL)) {
            throw new ConfigException("--format \"" + format + "\": expected csv or jsonl");
        }
        if (json && file == null) {
            throw new ConfigException(
                    "--json prints one object, and the export goes to standard output; name a file with --out");
        }
    }

    private long write(Path folder, StepInspector inspector, PrintWriter to) {
        Set<String> columns = new LinkedHashSet<>();
        if (format.equals(CSV)) {
            // Twice over the journal: the header of the table needs the fields of every message in it.
            walk(folder, inspector, message -> message.message().fields().forEach(field -> columns.add(field.name())));
            StringBuilder header = new StringBuilder("step,time,section,type,symbol,strategyName");
            columns.forEach(column -> header.append(',').append(cell(column)));
            to.println(header);
        }
        return walk(folder, inspector, message -> {
            messages++;
            to.println(format.equals(CSV) ? row(message, columns) : MessageText.object(message));
        });
    }

    private static long walk(Path folder, StepInspector inspector, StepWalk.MessageHandler handler) {
        try (StepWalk walk = new StepWalk(folder, inspector, 0, handler)) {
            while (walk.next()) {
                continue;
            }
            return walk.steps();
        }
    }

    private static String row(NamedMessage message, Set<String> columns) {
        StringBuilder row = new StringBuilder();
        row.append(message.step()).append(',').append(MessageText.time(message.timeNs()));
        row.append(',').append(message.message().section()).append(',');
        row.append(message.message().type()).append(',').append(cell(message.symbol()));
        row.append(',').append(cell(message.strategy()));
        for (String column : columns) {
            row.append(',');
            for (DecodedField field : message.message().fields()) {
                if (field.name().equals(column)) {
                    row.append(cell(field.value()));
                }
            }
        }
        return row.toString();
    }

    private static String cell(String text) {
        if (text == null) {
            return "";
        }
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
