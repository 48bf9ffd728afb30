package io.millrace.siderun;

import io.millrace.source.EmbeddedData;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

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
            Path wanted = home.resolve(name).toRealPath();
            if (wanted.startsWith(home) && hasAll(wanted, home)) {
                return wanted.toString();
            }
        } catch (IOException e) {
            // Answered like what lies elsewhere: whoever asks learns nothing of what is outside.
            throw nothing(name);
        }
        throw nothing(name);
    }

    /** Of a folder, all that is directly in it: that is what is read of it. */
    private static boolean hasAll(Path wanted, Path home) throws IOException {
        if (!Files.isDirectory(wanted)) {
            return true;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(wanted)) {
            for (Path one : files) {
                if (!one.toRealPath().startsWith(home)) {
                    return false;
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return true;
    }

    private static RefusedException nothing(String name) {
        return refused(
                name,
                "there is nothing of this name that can be read inside the folder " + BacktestConfig.DATA
                        + "; links out of it are not followed");
    }

    private static RefusedException refused(String name, String why) {
        return new RefusedException(false, "data is \"" + name + "\": " + why);
    }
}
