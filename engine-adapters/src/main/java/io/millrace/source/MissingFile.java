package io.millrace.source;

import io.millrace.config.NearestName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says which existing file was probably meant when one is missing. */
final class MissingFile {
    private MissingFile() {}

    static void requireFile(Path path) {
        if (Files.isRegularFile(path)) {
            return;
        }
        if (Files.isDirectory(path)) {
            throw DataException.badData(path + ": is a folder, expected a file");
        }
        throw missing(path);
    }

    static DataException missing(Path path) {
        Path folder = path.toAbsolutePath().getParent();
        Path name = path.getFileName();
        if (folder == null || name == null || !Files.isDirectory(folder)) {
            return DataException.badData(path + ": no such file, and no folder " + folder + "; check the path");
        }
        return DataException.badData(path + ": no such file; " + hint(folder, name.toString()));
    }

    private static String hint(Path folder, String name) {
        List<String> names = namesIn(folder);
        if (names.isEmpty()) {
            return "the folder is empty";
        }
        List<String> stems = names.stream().map(MissingFile::stem).collect(Collectors.toList());
        String nearest = NearestName.of(stem(name), stems);
        return nearest.isEmpty()
                ? "the folder has " + DataSpec.few(names)
                : "did you mean " + folder.resolve(names.get(stems.indexOf(nearest))) + "?";
    }

    /** Without the ending that all files share, which would make any two of them look alike. */
    private static String stem(String name) {
        return name.replaceFirst("(?i)\\.(csv(\\.gz)?|parquet)$", "");
    }

    private static List<String> namesIn(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Path::getFileName).map(Path::toString).sorted().collect(Collectors.toList());
        } catch (IOException e) {
            return List.of();
        }
    }
}
