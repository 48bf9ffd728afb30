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
import java.util.function.LongSupplier;

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
        for (String name : NAMES) {
            if (!without.contains(name) && (!name.equals(NOTICES) || remembersNotices(journal))) {
                readers.add(new KeptReader(
                        what(name),
                        SavedStates.folder(journal, name),
                        none(name)
                                + ". Run the engine once and stop it in order; when it is switched off for good, give"
                                + " --without " + name));
            }
        }
        return readers;
    }

    /**
     * One of them in a run that goes on.
     *
     * @param key the setting that says that it is switched off for good
     * @param readTo the step that it has read to at the moment
     */
    public static KeptReader running(Path journal, String name, String key, LongSupplier readTo) {
        return new KeptReader(
                what(name),
                SavedStates.folder(journal, name),
                none(name) + "; when it is switched off for good, set " + key + ": " + name,
                readTo);
    }

    /** Whether notices were ever sent: of each target there is a file. */
    public static boolean remembersNotices(Path journal) {
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

    private static String what(String name) {
        return switch (name) {
            case VIEW -> "state of the service's read model";
            case LOGS -> "state of the log files";
            default -> "state of the notices";
        };
    }

    private static String none(String name) {
        return "there is no " + what(name) + " that fits the journal: it needs every cycle";
    }
}
