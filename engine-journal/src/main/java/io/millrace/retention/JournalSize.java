package io.millrace.retention;

import io.millrace.journal.JournalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a journal takes, by the length of its files: what a budget is held against, by whoever asks. Any thread. */
public final class JournalSize {
    private JournalSize() {}

    /**
     * Bytes of the journal's files and of the states that are saved beside it.
     *
     * @throws JournalException when a folder cannot be listed
     */
    public static long bytes(final Path journal) {
        long sum = 0;
        for (final Path folder : folders(journal)) {
            for (final Path file : files(folder)) {
                sum += of(file);
            }
        }
        return sum;
    }

    /** The journal's, and {@code NAME-snapshots}, {@code NAME-view} and the like. */
    private static List<Path> folders(final Path journal) {
        final List<Path> found = new ArrayList<>(List.of(journal));
        final Path parent = journal.toAbsolutePath().getParent();
        if (parent != null && Files.isDirectory(parent)) {
            try (Stream<Path> beside = Files.list(parent)) {
                beside.filter(Files::isDirectory)
                        .filter(folder -> folder.getFileName().toString().startsWith(journal.getFileName() + "-"))
                        .forEach(found::add);
            } catch (final IOException e) {
                throw new JournalException("Cannot list " + parent + ": " + e.getMessage(), e);
            }
        }
        return found;
    }

    /** Bytes of one file; 0 when it went meanwhile. */
    static long of(final Path file) {
        try {
            return Files.size(file);
        } catch (final NoSuchFileException e) {
            return 0;
        } catch (final IOException e) {
            throw new JournalException("Cannot see how long " + file + " is: " + e.getMessage(), e);
        }
    }

    private static List<Path> files(final Path folder) {
        final List<Path> found = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(Files::isRegularFile).forEach(found::add);
            } catch (final IOException e) {
                throw new JournalException("Cannot list " + folder + ": " + e.getMessage(), e);
            }
        }
        return found;
    }
}
