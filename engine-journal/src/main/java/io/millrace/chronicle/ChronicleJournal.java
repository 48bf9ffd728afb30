package io.millrace.chronicle;

import io.millrace.journal.JournalCut;
import io.millrace.journal.JournalCutMeanwhileException;
import io.millrace.journal.JournalIntegrity;
import io.millrace.journal.JournalPlace;
import io.millrace.journal.JournalReader;
import io.millrace.journal.JournalSettings;
import io.millrace.journal.JournalWriter;
import io.millrace.journal.SalvagedJournal;
import io.millrace.journal.VerifiedPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;

/** The door to journals kept in Chronicle Queue cycle files. */
public final class ChronicleJournal {
    private ChronicleJournal() {}

    /**
     * Opens for appending, after the lock is taken and the tail is verified.
     *
     * @throws io.millrace.journal.JournalLockedException when another process has it
     * @throws io.millrace.journal.JournalDamagedException when records are missing or changed
     * @throws io.millrace.journal.JournalClockException when the wall clock is behind the last record
     * @throws io.millrace.journal.JournalSpaceException when the disk is too full
     */
    public static JournalWriter open(final JournalSettings settings) {
        RuntimeFlags.check();
        RuntimeFlags.quieten();
        return ChronicleWriter.open(settings);
    }

    /** Opens for reading from the first record, while a writer works or not. Creates and changes nothing. */
    public static JournalReader read(final Path directory) {
        RuntimeFlags.check();
        return fromBegin(directory);
    }

    /** A journal may be cut between the look at where it begins and the opening of that file. */
    static CycleFileReader fromBegin(final Path directory) {
        while (true) {
            try {
                return new CycleFileReader(directory);
            } catch (final JournalCutMeanwhileException e) {
                // It begins elsewhere now; each turn needs a cut of its own.
                continue;
            }
        }
    }

    /**
     * Opens for reading behind a place: what lies before is neither read nor verified.
     *
     * @throws io.millrace.journal.JournalDamagedException when the place's file is absent
     */
    public static JournalReader readBehind(final Path directory, final JournalPlace place) {
        RuntimeFlags.check();
        return new CycleFileReader(directory, place);
    }

    /**
     * Verifies from the begin up to a place; when the journal is cut meanwhile, from the cut on.
     *
     * @param stopped is asked every few thousand records, and may take its time
     * @throws io.millrace.journal.JournalDamagedException naming the first record that is not what it was
     */
    public static VerifiedPart verifyTo(final Path directory, final JournalPlace place, final BooleanSupplier stopped) {
        RuntimeFlags.check();
        return new JournalCheck(directory).upTo(place, stopped);
    }

    /** Verifies everything. Creates and changes nothing. */
    public static JournalIntegrity check(final Path directory) {
        RuntimeFlags.check();
        return new JournalCheck(directory).run();
    }

    /**
     * Copies the records that verify, up to the first that does not, into a new journal.
     *
     * @param journal is read only
     * @param target  an empty folder, or one that does not exist
     * @throws io.millrace.journal.JournalException when nothing can be saved or the target cannot be used
     */
    public static SalvagedJournal salvage(final Path journal, final Path target) {
        RuntimeFlags.check();
        RuntimeFlags.quieten();
        return JournalSalvage.run(journal, target);
    }

    /** True when cycles before the journal's cut are still there. */
    public static boolean holdsCut(final Path directory) {
        return !CycleFiles.beforeCut(directory).isEmpty();
    }

    /**
     * Deletes the cycles before the journal's cut, the oldest first. The caller has the journal's lock.
     *
     * @return those that were there
     */
    public static List<Path> deleteCut(final Path directory) throws IOException {
        final List<Path> files = CycleFiles.beforeCut(directory);
        for (final Path file : files) {
            delete(file);
        }
        if (!files.isEmpty()) {
            JournalCut.forceNames(directory);
        }
        return files;
    }

    private static void delete(final Path file) throws IOException {
        Files.delete(file);
    }
}
