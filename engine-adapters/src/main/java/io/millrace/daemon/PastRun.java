package io.millrace.daemon;

import io.millrace.chronicle.ChronicleJournal;
import io.millrace.event.StateException;
import io.millrace.journal.JournalCut;
import io.millrace.journal.JournalDamagedException;
import io.millrace.journal.JournalException;
import io.millrace.journal.JournalIntegrity;
import io.millrace.journal.JournalPlace;
import io.millrace.replay.JournalContents;
import io.millrace.replay.JournalHeader;
import io.millrace.replay.JournalTally;
import io.millrace.snapshot.Snapshot;
import io.millrace.snapshot.SnapshotException;
import io.millrace.snapshot.SnapshotFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What the journal holds when a run starts. With a snapshot that fits, the part behind it is read and verified, and the
 * part before it only verified, or left to a patrol when it is long. Without one, or when that part does not fit,
 * everything is read. Changes nothing but the note of a patrol that no longer holds.
 *
 * @param contents what was found; null = no journal, or an empty one
 * @param snapshots those to begin from, newest first; none when everything was read
 * @param place of the first of them; null when everything was read
 * @param unread what a patrol has still to verify: up to here; null = nothing
 */
record PastRun(JournalContents contents, List<Path> snapshots, JournalPlace place, JournalPlace unread) {

    static PastRun of(PaperOptions options, Consumer<String> say) throws IOException {
        if (!holdsFiles(options.journalDir())) {
            return new PastRun(null, List.of(), null, null);
        }
        Path distrust = JournalPatrol.distrust(options.journalDir());
        if (options.snapshotEvery() > 0 && !Files.exists(distrust)) {
            PastRun behind = behindSnapshot(options, say);
            if (behind != null) {
                return behind.withHead(options);
            }
        }
        JournalIntegrity found = ChronicleJournal.check(options.journalDir());
        if (!found.intact()) {
            throw new JournalDamagedException(found.firstBad());
        }
        Files.deleteIfExists(distrust);
        if (found.cut() != null) {
            return behindCut(options, found.cut(), say);
        }
        JournalContents contents = found.records() == 0
                ? null
                : JournalContents.read(options.journalDir(), options.config().catalog());
        return new PastRun(contents, List.of(), null, null);
    }

    /** The rest was verified. Never a start from the middle without the state there. */
    private static PastRun behindCut(PaperOptions options, JournalCut cut, Consumer<String> say) {
        if (options.snapshotEvery() == 0) {
            throw new JournalException("The journal " + options.journalDir() + " " + cut.describe()
                    + ": a start needs its snapshots. Give " + JournalSection.SNAPSHOT_EVERY
                    + " other than 0, or begin with another --data-dir.");
        }
        PastRun behind = behindSnapshot(options, say);
        if (behind == null) {
            throw new JournalException("The journal " + options.journalDir() + " " + cut.describe()
                    + ", and no snapshot in "
                    + SnapshotFolder.of(options.journalDir()).directory()
                    + " fits. Restore that folder from a copy, or begin with another --data-dir.");
        }
        return new PastRun(behind.contents, behind.snapshots, behind.place, null);
    }

    static long configHash(PaperOptions options) {
        return SnapshotFolder.configHash(options.config(), JournalHeader.ENGINE_VERSION);
    }

    /** A short head is verified here and now. */
    private PastRun withHead(PaperOptions options) {
        if (place.sequence() > JournalSection.verifyAtStart(options.settings())) {
            return this;
        }
        ChronicleJournal.verifyTo(options.journalDir(), place, () -> false);
        return new PastRun(contents, snapshots, place, null);
    }

    /** Null when there is no snapshot that the journal goes on from. */
    private static PastRun behindSnapshot(PaperOptions options, Consumer<String> say) {
        List<Path> left =
                new ArrayList<>(SnapshotFolder.of(options.journalDir()).newestFirst());
        while (!left.isEmpty()) {
            Path file = left.get(0);
            try {
                Snapshot snapshot = SnapshotFolder.read(file);
                SnapshotFolder.requireFits(file, snapshot, configHash(options), Long.MAX_VALUE);
                JournalTally tally = new JournalTally();
                tally.readState(snapshot.state());
                JournalContents contents = JournalContents.readBehind(
                        options.journalDir(), options.config().catalog(), snapshot.place(), tally);
                return new PastRun(contents, List.copyOf(left), snapshot.place(), snapshot.place());
            } catch (SnapshotException | StateException e) {
                say.accept("not used: " + e.getMessage());
            } catch (JournalException e) {
                say.accept("not used: snapshot " + file + ": the journal does not go on from it: " + e.getMessage());
            }
            left.remove(0);
        }
        return null;
    }

    private static boolean holdsFiles(Path journal) throws IOException {
        if (!Files.isDirectory(journal)) {
            return false;
        }
        try (Stream<Path> files = Files.list(journal)) {
            return files.anyMatch(file -> file.toString().endsWith(".cq4"));
        }
    }
}
