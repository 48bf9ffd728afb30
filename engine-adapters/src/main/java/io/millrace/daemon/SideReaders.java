package io.millrace.daemon;

import io.millrace.follow.SavedStates;
import io.millrace.journal.JournalException;
import io.millrace.retention.KeptReader;
import io.millrace.view.View;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/** Who reads a run's journal beside its engine, as {@code journal retain} has to know it. No state. */
public final class SideReaders {
    /** Their names: the service's read model, the log files, the notices. */
    public static final List<String> NAMES = List.of(ControlRoom.SAVED, SideWork.LOGS, SideWork.NOTICES);

    private static final String VIEW = "state of the service's read model";
    private static final String FILES = "state of the log files";
    private static final String HOOKS = "state of the notices";

    private SideReaders() {}

    /** @param without those that never read this journal again */
    public static List<KeptReader> of(Path journal, Set<String> without) {
        List<KeptReader> readers = new ArrayList<>();
        add(readers, journal, without, ControlRoom.SAVED, VIEW);
        add(readers, journal, without, SideWork.LOGS, FILES);
        if (remembersNotices(journal)) {
            add(readers, journal, without, SideWork.NOTICES, HOOKS);
        }
        return readers;
    }

    /**
     * The same of a run that goes on: also where each of them reads at the moment.
     *
     * @param view null when there is none
     */
    static List<KeptReader> beside(PaperOptions options, View view, SideWork work) {
        Path journal = options.journalDir();
        Set<String> without = JournalSection.retainWithout(options.settings());
        List<KeptReader> readers = new ArrayList<>();
        if (view != null || !without.contains(ControlRoom.SAVED)) {
            readers.add(running(
                    journal,
                    ControlRoom.SAVED,
                    VIEW,
                    () -> view == null ? Long.MAX_VALUE : view.journal().steps()));
        }
        if (options.logs().enabled() || !without.contains(SideWork.LOGS)) {
            readers.add(running(journal, SideWork.LOGS, FILES, work::logsReadTo));
        }
        if (!options.notices().isEmpty() || (remembersNotices(journal) && !without.contains(SideWork.NOTICES))) {
            readers.add(running(journal, SideWork.NOTICES, HOOKS, work::noticesReadTo));
        }
        return readers;
    }

    private static KeptReader running(Path journal, String name, String what, LongSupplier readTo) {
        return new KeptReader(
                what,
                SavedStates.folder(journal, name),
                none(what) + "; when it is switched off for good, set " + JournalSection.RETAIN_WITHOUT + ": " + name,
                readTo);
    }

    private static void add(List<KeptReader> readers, Path journal, Set<String> without, String name, String what) {
        if (!without.contains(name)) {
            readers.add(new KeptReader(
                    what,
                    SavedStates.folder(journal, name),
                    none(what) + ". Run the engine once and stop it in order; when it is switched off for good, give"
                            + " --without " + name));
        }
    }

    private static String none(String what) {
        return "there is no " + what + " that fits the journal: it needs every cycle";
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
