package io.millrace.daemon;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files through which other processes speak to a daemon: {@code KILL}, whose being there is the message, and
 * {@code commands/NAME.cmd}, two lines, command and actor, answered by {@code commands/NAME.result}: the exit code in the
 * first line, then a text.
 */
final class ControlFiles {
    static final String KILL_FILE = "KILL";
    static final String FOLDER = "commands";
    static final String COMMAND = ".cmd";
    static final String RESULT = ".result";
    static final String ACTOR_FILE = "file";

    private final Path killFile;
    private final Path folder;

    ControlFiles(Path dataDir) throws IOException {
        killFile = dataDir.resolve(KILL_FILE);
        folder = dataDir.resolve(FOLDER);
        Files.createDirectories(folder);
    }

    /** One request; the file is gone already. */
    record Request(String name, String command, String actor) {}

    boolean killFileExists() {
        return Files.exists(killFile);
    }

    /** Takes what has come, in the order of the names. */
    List<Request> take() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> file.toString().endsWith(COMMAND)).sorted().toList();
        }
        List<Request> requests = new ArrayList<>(files.size());
        for (Path file : files) {
            List<String> lines = Files.readAllLines(file, UTF_8);
            Files.delete(file);
            String fileName = file.getFileName().toString();
            requests.add(new Request(
                    fileName.substring(0, fileName.length() - COMMAND.length()),
                    lines.isEmpty() ? "" : lines.get(0).trim(),
                    lines.size() < 2 ? "?" : lines.get(1).trim()));
        }
        return requests;
    }

    void answer(String name, int exitCode, String text) throws IOException {
        AtomicFile.write(folder.resolve(name + RESULT), exitCode + "\n" + text + "\n");
    }
}
