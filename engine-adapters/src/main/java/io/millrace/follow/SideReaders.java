package io.millrace.follow;

import io.millrace.journal.JournalException;
import io.millrace.retention.KeptReader;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Who reads a run's journal beside its engine, by the names of their saved states. No state. */
public final class SideReaders {
    /** The service's read model. */
    public static final String VIEW = "view";

    /** The log files. */
    public static final String LOGS = "logs";

    public static final String NOTICES = "notices";

    public static final List<String> NAMES = List.of(VIEW, LOGS, NOTICES);

    private SideReaders() {}

    /**
     * What each of them has to keep of the journal, for who wants to retain less of it.
     *
     * @param without those that never read this journal again
     */
    public static List<KeptReader> of(Path journal, Set<String> without) {
        List<KeptReader> readers = new ArrayList<>();
        add(readers, journal, without, VIEW, "state of the service's read model");
        add(readers, journal, without, LOGS, "state of the log files");
        if (remembersNotices(journal)) {
            add(readers, journal, without, NOTICES, "state of the notices");
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
