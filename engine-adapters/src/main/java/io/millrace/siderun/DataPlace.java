package io.millrace.siderun;

import io.millrace.source.EmbeddedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns the data that somebody asks for into what a backtest is given: nothing outside of one folder. Immutable. */
final class DataPlace {
    private static final String EMBEDDED = "embedded:";

    private final String folder;

    /** @param folder empty for none */
    DataPlace(String folder) {
        this.folder = folder;
    }

    /**
     * What to give as {@code --data}.
     *
     * @throws RefusedException when there is no such data, or it lies elsewhere once links are followed
     */
    String resolve(String name) throws RefusedException {
        if (name.startsWith(EMBEDDED)) {
            if (!EmbeddedData.NAMES.contains(name.substring(EMBEDDED.length()))) {
                throw refused(name, "there is no such sample; there are " + String.join(", ", EmbeddedData.NAMES));
            }
            return name;
        }
        if (folder.isEmpty()) {
            throw refused(
                    name,
                    "expected embedded:NAME (" + String.join(", ", EmbeddedData.NAMES) + "); for files set "
                            + BacktestConfig.DATA + " to their folder and start again");
        }
        try {
            Path home = Path.of(folder).toRealPath();
            Path wanted = home.resolve(name);
            if (!Files.exists(wanted) || !inside(wanted, home)) {
                throw refused(name, "there is nothing of this name inside the folder " + BacktestConfig.DATA);
            }
            return wanted.toRealPath().toString();
        } catch (IOException e) {
            throw refused(name, "the folder " + BacktestConfig.DATA + " cannot be read: " + e);
        }
    }

    /** Of a folder, all that is directly in it as well: that is what is read of it. */
    private static boolean inside(Path wanted, Path home) throws IOException {
        List<Path> all = List.of(wanted);
        if (Files.isDirectory(wanted)) {
            try (Stream<Path> files = Files.list(wanted)) {
                all = Stream.concat(Stream.of(wanted), files).collect(Collectors.toList());
            }
        }
        for (Path one : all) {
            if (!one.toRealPath().startsWith(home)) {
                return false;
            }
        }
        return true;
    }

    private static RefusedException refused(String name, String why) {
        return new RefusedException(false, "data is \"" + name + "\": " + why);
    }
}
