package io.millrace.bench.workload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder for journals, on the disk that is measured; gone with all that is in it when closed. */
public final class ScratchFolder implements AutoCloseable {
    private final Path root;
    private int used;

    /** A new folder inside {@code parent}. */
    public ScratchFolder(Path parent) {
        try {
            root = Files.createTempDirectory(Files.createDirectories(parent), "bench");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a folder for the journals in " + parent, e);
        }
    }

    /** A path inside that nothing is at yet. */
    public Path fresh() {
        return root.resolve("run" + used++);
    }

    /** Removes what is at a path inside, to give its space back at once. */
    public void drop(Path path) {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> found = Files.walk(path)) {
            List<Path> deepestFirst = found.sorted(Comparator.reverseOrder()).toList();
            for (Path each : deepestFirst) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + path, e);
        }
    }

    @Override
    public void close() {
        drop(root);
    }
}
