package io.millrace.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Checks the whole installation end to end: the machine, the build, the data, the engine, the journal. */
@Command(
        name = "validate",
        description = "Checks the whole installation end to end: Java, machine, data, strategies, engine, journal.",
        footer = {
            "",
            "Needs no network. A warning says what would make the engine faster or safer.",
            "Exit code 1 when a check fails."
        })
final class ValidateCommand extends EngineCommand {
    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "a folder on the disk that journals will be on; default runs")
    Path dir = RunFolder.RUNS;

    @Option(names = "--config-dir", paramLabel = "DIR", description = "the configurations to check; default config")
    Path configDir;

    @Override
    public Integer call() throws IOException {
        Progress progress = new Progress(err());
        Path scratch = scratch();
        Validation validation = new Validation(progress);
        try {
            new JavaChecks().run(validation);
            new MachineChecks(scratch).run(validation);
            new ConfigChecks(configDir).run(validation);
            new DataChecks().run(validation);
            new EngineChecks(scratch).run(validation);
            new RiskChecks().run(validation);
            new JournalChecks(scratch).run(validation);
        } finally {
            remove(scratch);
        }
        progress.clear();
        boolean failed = validation.count(ValidationCheck.Status.FAIL) > 0;
        if (json) {
            out().println(object(validation, !failed));
        } else {
            print(validation);
        }
        return failed ? CommandException.BAD : OK;
    }

    private void print(Validation validation) {
        int width = 0;
        for (ValidationCheck check : validation.checks()) {
            width = Math.max(width, check.name().length());
        }
        for (ValidationCheck check : validation.checks()) {
            out().println(String.format(
                    Locale.ROOT,
                    "  %-4s  %-" + width + "s  %6.1f s  %s",
                    check.status().text(),
                    check.name(),
                    check.millis() / 1e3,
                    check.detail()));
        }
        out().println(validation.checks().size() + " checks: " + validation.count(ValidationCheck.Status.OK) + " ok, "
                + validation.count(ValidationCheck.Status.WARN) + " warnings, "
                + validation.count(ValidationCheck.Status.FAIL) + " failed");
    }

    private static String object(Validation validation, boolean valid) {
        return JsonText.object(json -> {
            json.writeBooleanField("valid", valid);
            json.writeArrayFieldStart("checks");
            for (ValidationCheck check : validation.checks()) {
                json.writeStartObject();
                json.writeStringField("name", check.name());
                json.writeStringField("status", check.status().text().toLowerCase(Locale.ROOT));
                json.writeBooleanField("ok", check.status() != ValidationCheck.Status.FAIL);
                json.writeStringField("detail", check.detail());
                json.writeNumberField("seconds", check.millis() / 1e3);
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private Path scratch() {
        try {
            return Files.createTempDirectory(Files.createDirectories(dir), "validate-");
        } catch (IOException e) {
            throw new CommandException(
                    CommandException.USAGE,
                    "--dir " + dir + ": cannot be written to: " + e + "; choose another folder");
        }
    }

    private static void remove(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> found = Files.walk(folder)) {
            all = found.sorted(Comparator.reverseOrder()).collect(Collectors.toList());
        }
        for (Path path : all) {
            Files.deleteIfExists(path);
        }
    }
}
