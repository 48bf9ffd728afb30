package io.millrace.daemon;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The files through which other processes speak to a daemon: {@code KILL}, whose being there is the message, and
 * {@code commands/NAME.cmd}, two lines, command and actor, answered by {@code commands/NAME.result}: the exit code in
 * the first line, then a text. Main thread.
 */
final class ControlFiles {
    static final String KILL_FILE = "KILL";
    static final String FOLDER = "commands";
    static final String COMMAND = ".cmd";
    static final String RESULT = ".result";
    static final String BAD = ".bad";
    static final String ACTOR_FILE = "file";
    private static final long MAX_BYTES = 4_096;

    private final Path killFile;
    private final Path folder;
    private final Consumer<String> say;
    private final Set<Path> stuck = new HashSet<>();

    ControlFiles(Path dataDir, Consumer<String> say) throws IOException {
        killFile = dataDir.resolve(KILL_FILE);
        folder = dataDir.resolve(FOLDER);
        this.say = say;
        Files.createDirectories(folder);
    }

    /** One request; the file is gone already. */
    record Request(String name, String command, String actor) {}

    boolean killFileExists() {
        return Files.exists(killFile);
    }

    /** Forgets what was said before this session: a stale command must never act, nor a stale answer be believed. */
    void begin() throws IOException {
        for (Path file : files(RESULT)) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                // No command is ever named like an old one, so it only takes room.
                say.accept(file + " cannot be removed: " + e);
            }
        }
        for (Request request : take()) {
            answer(request.name(), ExitCodes.REFUSED, "from before this session, so not obeyed; give it again");
        }
    }

    /** Takes what has come, in the order of the names. A file that is no command is put aside and costs no other. */
    List<Request> take() throws IOException {
        List<Request> requests = new ArrayList<>();
        for (Path file : files(COMMAND)) {
            if (stuck.contains(file)) {
                continue;
            }
            try {
                requests.add(read(file));
            } catch (NoSuchFileException e) {
                // Its writer gave up and took it back.
                continue;
            } catch (IOException e) {
                putAside(file, e);
            }
        }
        return requests;
    }

    private List<Path> files(String ending) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static Request read(Path file) throws IOException {
        // A pipe would be waited on for ever, a large file would fill the memory.
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new IOException("not a file");
        }
        if (Files.size(file) > MAX_BYTES) {
            throw new IOException("larger than " + MAX_BYTES + " bytes");
        }
        List<String> lines = Files.readAllLines(file, UTF_8);
        Files.delete(file);
        String fileName = file.getFileName().toString();
        return new Request(
                fileName.substring(0, fileName.length() - COMMAND.length()),
                lines.isEmpty() ? "" : lines.get(0).trim(),
                lines.size() < 2 ? "?" : lines.get(1).trim());
    }

    private void putAside(Path file, IOException why) {
        Path aside = file.resolveSibling(file.getFileName() + BAD);
        String what = file + " is not obeyed: " + reason(why) + "; expected a small text in UTF-8, command and actor. ";
        try {
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
            say.accept(what + "It is now " + aside.getFileName() + ".");
        } catch (IOException e) {
            stuck.add(file);
            say.accept(what + "It could not be put aside either: " + e + ". Remove it.");
        }
    }

    private static String reason(IOException e) {
        return e instanceof CharacterCodingException ? "not UTF-8" : String.valueOf(e.getMessage());
    }

    void answer(String name, int exitCode, String text) throws IOException {
        AtomicFile.write(folder.resolve(name + RESULT), exitCode + "\n" + text + "\n");
    }
}
