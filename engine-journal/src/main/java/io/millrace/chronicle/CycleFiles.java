package io.millrace.chronicle;

import io.millrace.journal.HighWaterMark;
import io.millrace.journal.JournalCut;
import io.millrace.journal.JournalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** The cycle files of a directory. Their names are dates, so the order of names is the order of time. */
final class CycleFiles {
    private static final String SUFFIX = "F.cq4";
    private static final long DAY_MS = 86_400_000;

    private CycleFiles() {}

    /** Those of the journal: what lies before its cut is none of it any more, whether it is deleted yet or not. */
    static List<Path> list(final Path directory) {
        return list(directory, JournalCut.read(directory));
    }

    /** Those behind a cut; null = all. */
    private static List<Path> list(final Path directory, final JournalCut cut) {
        final List<Path> files = all(directory);
        if (cut != null) {
            files.removeIf(file -> file.compareTo(of(directory, cut.cycle())) <= 0);
        }
        return files;
    }

    /** Those that are none of the journal any more, oldest first. */
    static List<Path> beforeCut(final Path directory) {
        final List<Path> files = all(directory);
        files.removeAll(list(directory));
        return files;
    }

    /** Those in the folder. */
    static List<Path> all(final Path directory) {
        if (!Files.isDirectory(directory)) {
            final String reason = Files.exists(directory) ? "is a file, not a folder" : "the directory does not exist";
            throw new JournalException("No journal at " + directory + ": " + reason + ". Check the path.");
        }
        final List<Path> files = new ArrayList<>();
        try (Stream<Path> entries = Files.list(directory)) {
            entries.filter(file -> file.getFileName().toString().endsWith(".cq4"))
                    .forEach(files::add);
        } catch (final IOException e) {
            throw new JournalException("Cannot list the journal " + directory + ": " + e.getMessage(), e);
        }
        Collections.sort(files);
        return files;
    }

    /** The files of a directory that must be a journal already. */
    static List<Path> listJournal(final Path directory) {
        return listJournal(directory, JournalCut.read(directory));
    }

    /** The same behind a cut that was read; null = all. */
    static List<Path> listJournal(final Path directory, final JournalCut cut) {
        final List<Path> files = list(directory, cut);
        if (files.isEmpty() && !Files.exists(directory.resolve(HighWaterMark.FILE))) {
            throw new JournalException(
                    "No journal at " + directory + ": it holds neither cycle files (*.cq4) nor the file "
                            + HighWaterMark.FILE + ". Check the path.");
        }
        return files;
    }

    /** The file of a cycle, there or not. */
    static Path of(final Path directory, final int cycle) {
        return directory.resolve(LocalDate.ofEpochDay(cycle).format(DateTimeFormatter.BASIC_ISO_DATE) + SUFFIX);
    }

    /** The cycle of a time in milliseconds since 1970. */
    static int cycle(final long timeMs) {
        return (int) (timeMs / DAY_MS);
    }

    /** The cycle of a file. */
    static int cycle(final Path file) {
        return cycle(startMs(file));
    }

    /** Where the wall clock must not be before, milliseconds since 1970. */
    static long startMs(final Path file) {
        final String name = file.getFileName().toString();
        try {
            final String day = name.substring(0, Math.max(0, name.length() - SUFFIX.length()));
            return LocalDate.parse(day, DateTimeFormatter.BASIC_ISO_DATE)
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant()
                    .toEpochMilli();
        } catch (final DateTimeParseException e) {
            throw new JournalException(
                    "The file " + file + " is not a cycle file of this journal: its name should be " + "yyyyMMdd"
                            + SUFFIX + ". Move it away.",
                    e);
        }
    }
}
