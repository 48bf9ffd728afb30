package io.millrace.retention;

import io.millrace.journal.JournalException;
import io.millrace.snapshot.SnapshotFolder;
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
     * Bytes of the journal's files and of its snapshots.
     *
     * @throws JournalException when a folder cannot be listed
     */
    public static long bytes(final Path journal) {
        long sum = 0;
        for (final Path folder : List.of(journal, SnapshotFolder.of(journal).directory())) {
            for (final Path file : files(folder)) {
                sum += of(file);
            }
        }
        return sum;
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
