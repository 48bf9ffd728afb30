package io.millrace.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** House style that can be seen in the text of the sources; each message names the alternative. */
class TidyTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final int MAX_LINE = 120;
    private static final int MAX_CODE_LINES = 500;
    private static final Pattern UNFINISHED = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X|HA" + "CK)\\b");
    private static final Pattern MACHINE_PATH = Pattern.compile("(?<![\\w.])/(home|root|work|Users)/\\w");
    private static final Pattern VAGUE_NAME = Pattern.compile(".*(Util|Utils|Helper|Manager)\\.java");
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:|#|mailto:)([^)#\\s]+)");

    private static List<Path> sources() throws IOException {
        final List<Path> found = new ArrayList<>();
        for (final String module : List.of("engine-core", "engine-journal", "engine-adapters", "engine-bench")) {
            final Path folder = ROOT.resolve(module).resolve("src");
            if (Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.walk(folder)) {
                    files.filter(f -> f.toString().endsWith(".java")).sorted().forEach(found::add);
                }
            }
        }
        return found;
    }

    private static List<String> lines(final Path file) {
        try {
            return Files.readAllLines(file);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** Tests hold candles and what is to follow from them in tables; a row of a text block cannot be wrapped. */
    private static boolean isTableRow(final Path file, final String line) {
        return file.toString().contains("/src/test/") && line.contains(" | ") && !line.contains("\"");
    }

    private static void none(final List<String> faults) {
        assertEquals(List.of(), faults, () -> String.join("\n", faults));
    }

    @Test
    void shouldHaveTidyLines() throws IOException {
        final List<String> faults = new ArrayList<>();
        for (final Path file : sources()) {
            final boolean mayPrint =
                    file.toString().contains("/cli/") || file.toString().contains("/src/test/");
            int number = 0;
            for (final String line : lines(file)) {
                number++;
                final String where = ROOT.relativize(file) + ":" + number + ": ";
                if (line.length() > MAX_LINE && !isTableRow(file, line)) {
                    faults.add(where + line.length() + " columns; wrap at " + MAX_LINE);
                }
                if (UNFINISHED.matcher(line).find()) {
                    faults.add(where + "unfinished work; finish it or open an issue");
                }
                if (MACHINE_PATH.matcher(line).find()) {
                    faults.add(where + "a path of one machine; use a relative path");
                }
                if (!mayPrint && line.contains("System." + "out")) {
                    faults.add(where + "prints; return the text to io.millrace.cli");
                }
            }
        }
        none(faults);
    }

    @Test
    void shouldHaveTidyFiles() throws IOException {
        final List<String> faults = new ArrayList<>();
        for (final Path file : sources()) {
            final Path where = ROOT.relativize(file);
            final long code = lines(file).stream()
                    .map(String::strip)
                    .filter(l -> !l.isEmpty() && !l.startsWith("*") && !l.startsWith("/*") && !l.startsWith("//"))
                    .count();
            if (code > MAX_CODE_LINES) {
                faults.add(where + ": " + code + " code lines; split at " + MAX_CODE_LINES);
            }
            if (VAGUE_NAME.matcher(file.getFileName().toString()).matches()) {
                faults.add(where + ": name it after what it does");
            }
            if (where.toString().contains("/src/main/") && !Files.exists(file.resolveSibling("package-info.java"))) {
                faults.add(
                        where.getParent() + ": add package-info.java saying what lives here and what it never knows");
            }
        }
        none(faults);
    }

    @Test
    void shouldHaveLiveLinksInTheReadme() {
        final Path readme = ROOT.resolve("README.md");
        final List<String> faults = new ArrayList<>();
        if (Files.exists(readme)) {
            final Matcher link = LINK.matcher(String.join("\n", lines(readme)));
            while (link.find()) {
                if (!Files.exists(ROOT.resolve(link.group(1)))) {
                    faults.add("README.md: " + link.group(1) + " does not exist; correct or remove the link");
                }
            }
        }
        none(faults);
    }
}
