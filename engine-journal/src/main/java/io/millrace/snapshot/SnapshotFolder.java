package io.millrace.snapshot;

import io.millrace.engine.EngineConfig;
import io.millrace.event.StateHash;
import io.millrace.event.codec.MessageHeaderDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The snapshots of one journal: a folder beside it, in which the newest {@link #KEPT} stay. One thread at a time. */
public final class SnapshotFolder {
    /** So many stay, for the case that the newest cannot be used. */
    public static final int KEPT = 3;

    private static final String END = ".snap";
    private static final String TEMPORARY = "snapshot.tmp";

    private final Path directory;

    public SnapshotFolder(final Path directory) {
        this.directory = directory;
    }

    /** Where they are. */
    public Path directory() {
        return directory;
    }

    /** The folder of a journal. */
    public static SnapshotFolder of(final Path journal) {
        return new SnapshotFolder(journal.resolveSibling(journal.getFileName() + "-snapshots"));
    }

    /** Stands for all that decides the engine's answers, and for the build. */
    public static long configHash(final EngineConfig config, final String engineVersion) {
        final StateHash hash = new StateHash();
        put(hash, config.toSettings().text());
        put(hash, engineVersion);
        hash.putLong(MessageHeaderDecoder.SCHEMA_VERSION);
        return hash.value();
    }

    /** Files from the newest step to the oldest; unfinished ones are none. */
    public List<Path> newestFirst() {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        final List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            files.filter(file -> file.getFileName().toString().matches("\\d{19}\\" + END))
                    .sorted(Collections.reverseOrder())
                    .forEach(found::add);
        } catch (final IOException e) {
            throw new SnapshotException("snapshots in " + directory + " cannot be listed: " + e, e);
        }
        return found;
    }

    /** @throws SnapshotException when the file is not what was written */
    public static Snapshot read(final Path file) {
        return SnapshotFile.read(file);
    }

    /**
     * Refuses a snapshot of another configuration, or of a step that the journal does not have.
     *
     * @param config what {@link #configHash} says now
     * @param steps steps in the journal
     * @throws SnapshotException saying which
     */
    public static void requireFits(final Path file, final Snapshot snapshot, final long config, final long steps) {
        if (snapshot.config() != config) {
            throw new SnapshotException("snapshot " + file + " is of another configuration or build");
        }
        if (snapshot.step() > steps) {
            throw new SnapshotException("snapshot " + file + " is of step " + snapshot.step()
                    + ", the journal ends at step " + steps + ": the journal has lost its tail since");
        }
    }

    /** Returns when the snapshot would survive a loss of power; older ones than the newest few are gone then. */
    public Path write(final Snapshot snapshot) throws IOException {
        Files.createDirectories(directory);
        final Path file = directory.resolve(String.format(Locale.ROOT, "%019d%s", snapshot.step(), END));
        SnapshotFile.write(file, directory.resolve(TEMPORARY), snapshot);
        deleteOld();
        return file;
    }

    private void deleteOld() throws IOException {
        final List<Path> all = newestFirst();
        for (int i = KEPT; i < all.size(); i++) {
            Files.deleteIfExists(all.get(i));
        }
    }

    private static void put(final StateHash hash, final String text) {
        for (int i = 0; i < text.length(); i++) {
            hash.putLong(text.charAt(i));
        }
        hash.putLong(-1);
    }
}
