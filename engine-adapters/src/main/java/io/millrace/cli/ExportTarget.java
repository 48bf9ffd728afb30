package io.millrace.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where an export goes: standard output, or a file that appears whole or not at all. It is written in a folder beside
 * it, which is deleted at the end, also of a process that is asked to end; only what is killed leaves it behind.
 */
final class ExportTarget implements AutoCloseable {
    private final PrintWriter standard;
    private final Path file;
    private final Path work;
    private final Thread atExit = new Thread(this::discard);

    private ExportTarget(PrintWriter standard, Path file, Path work) {
        this.standard = standard;
        this.file = file;
        this.work = work;
        if (work != null) {
            Runtime.getRuntime().addShutdownHook(atExit);
        }
    }

    static ExportTarget standardOutput(PrintWriter out) {
        return new ExportTarget(out, null, null);
    }

    /** @param asked as given; nothing may be there */
    static ExportTarget file(Path asked) {
        if (Files.exists(asked, LinkOption.NOFOLLOW_LINKS)) {
            throw new CommandException(
                    CommandException.USAGE,
                    "--out " + asked + " exists: nothing is overwritten; give a new file, or remove it");
        }
        Path file = asked.toAbsolutePath();
        try {
            Files.createDirectories(file.getParent());
            Path work = Files.createTempDirectory(file.getParent(), file.getFileName() + ".part");
            return new ExportTarget(null, file, work);
        } catch (IOException e) {
            throw notWritten(asked, e.toString());
        }
    }

    /** For text; to be closed with {@link #closeText}. */
    PrintWriter text() {
        if (file == null) {
            return standard;
        }
        try {
            return new PrintWriter(Files.newBufferedWriter(path(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw notWritten(e.toString());
        }
    }

    /** Standard output stays open. */
    void closeText(PrintWriter text) {
        if (text != standard) {
            text.close();
        }
    }

    /** Where the file is written until it is whole. */
    Path path() {
        return work.resolve("whole");
    }

    /** A folder for what is needed meanwhile. */
    Path work() {
        return work;
    }

    /** Puts the whole file in its place. */
    void commit() {
        if (file == null) {
            return;
        }
        try {
            place();
        } catch (FileAlreadyExistsException e) {
            throw notWritten("a file of that name appeared meanwhile, and nothing is overwritten; give another name");
        } catch (IOException e) {
            throw notWritten(e.toString());
        }
    }

    /** A second name for the file, unlike a move, is refused where something is. */
    private void place() throws IOException {
        try {
            Files.createLink(file, path());
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (UnsupportedOperationException | IOException e) {
            moveWhereNothingIs();
        }
    }

    /** For file systems on which a file has one name; what appears between the two lines is overwritten. */
    private void moveWhereNothingIs() throws IOException {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        Files.move(path(), file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** The export failed. */
    CommandException notWritten(String reason) {
        return notWritten(file, reason);
    }

    @Override
    public void close() {
        if (work != null) {
            Runtime.getRuntime().removeShutdownHook(atExit);
            discard();
        }
    }

    private static CommandException notWritten(Path file, String reason) {
        String name = file == null ? "standard output" : "--out " + file;
        return new CommandException(CommandException.USAGE, name + ": could not be written whole: " + reason);
    }

    private void discard() {
        try (Stream<Path> files = Files.walk(work)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).collect(Collectors.toList());
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException e) {
            // What is left lies beside the file under a name that says so.
            return;
        }
    }
}
