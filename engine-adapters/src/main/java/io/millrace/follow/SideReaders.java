package io.millrace.daemon;

import io.millrace.follow.SavedStates;
import io.millrace.journal.JournalException;
import io.millrace.retention.KeptReader;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Who reads a run's journal beside its engine, as {@code journal retain} has to know it. No state. */
public final class SideReaders {
    /** Their names: the service's read model, the log files, the notices. */
    public static final List<String> NAMES = List.of(ControlRoom.SAVED, SideWork.LOGS, SideWork.NOTICES);

    private SideReaders() {}

    /** @param without those that never read this journal again */
    public static List<KeptReader> of(Path journal, Set<String> without) {
        List<KeptReader> readers = new ArrayList<>();
        add(readers, journal, without, ControlRoom.SAVED, "state of the service's read model");
        add(readers, journal, without, SideWork.LOGS, "state of the log files");
        if (remembersNotices(journal)) {
            add(readers, journal, without, SideWork.NOTICES, "state of the notices");
        }
        return readers;
    }

    private static void add(List<KeptReader> readers, Path journal, Set<String> without, String name, String what) {
        if (!without.contains(name)) {
            readers.add(new KeptReader(
                    what,
                    SavedStates.folder(journal, name),
                    "there is no " + what + " that fits the journal: it needs every cycle. Run the engine once and stop"
                            + " it in order; when it is switched off for good, give --without " + name));
        }
    }

    /** Of each target there is a file. */
    private static boolean remembersNotices(Path journal) {
        Path parent = journal.toAbsolutePath().getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            return false;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(parent, journal.getFileName() + "-notify-*")) {
            return files.iterator().hasNext();
        } catch (IOException e) {
            throw new JournalException("Cannot list " + parent + ": " + e.getMessage(), e);
        }
    }
}
