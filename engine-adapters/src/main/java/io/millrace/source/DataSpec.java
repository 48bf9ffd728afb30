package io.millrace.source;

import io.millrace.config.NearestName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What {@code --data} names: a CSV or Parquet file, a folder of them (one symbol a file), {@code embedded:NAME} or
 * {@code journal:PATH}. Whether it exists is checked here, before anything is read.
 *
 * @param kind where the data is
 * @param text what was written
 * @param path the file, folder or journal; null for embedded data
 */
public record DataSpec(Kind kind, String text, Path path) {
    /** Where data can be. */
    public enum Kind {
        FILE,
        FOLDER,
        EMBEDDED,
        JOURNAL
    }

    private static final String EMBEDDED = "embedded:";
    private static final String JOURNAL = "journal:";
    private static final String CATALOG = "catalog:";

    /**
     * Reads a specification; relative paths count from {@code folder}.
     *
     * @throws DataException if it is wrong (usage) or names what is not there (data)
     */
    public static DataSpec parse(String text, Path folder) {
        if (text.isBlank()) {
            throw DataException.usage(
                    "--data is empty; expected a .csv or .parquet file, a folder of them, embedded:NAME"
                            + " or journal:PATH, such as embedded:aapl");
        }
        if (text.startsWith(CATALOG)) {
            throw DataException.usage("--data " + text
                    + ": the catalogue comes later; use a .csv or .parquet file, a folder"
                    + " of them, journal:PATH or embedded:NAME (" + String.join(", ", EmbeddedData.NAMES) + ")");
        }
        if (text.startsWith(EMBEDDED)) {
            return embedded(text);
        }
        boolean journal = text.startsWith(JOURNAL);
        Path path = folder.resolve(journal ? text.substring(JOURNAL.length()) : text);
        if (!Files.exists(path)) {
            throw MissingFile.missing(path);
        }
        if (journal) {
            return new DataSpec(Kind.JOURNAL, text, path);
        }
        if (Files.isDirectory(path)) {
            return new DataSpec(Kind.FOLDER, text, path);
        }
        return new DataSpec(Kind.FILE, text, path);
    }

    /**
     * Reads everything named. Series of a folder come in the order of the files' names.
     *
     * @throws DataException if it cannot be read, or has bad rows under the strict policy
     */
    public DataSet load(LoadOptions options) {
        switch (kind) {
            case FILE:
                return file(path, CsvInput.file(path), options);
            case FOLDER:
                return folder(options);
            case EMBEDDED:
                return EmbeddedData.load(text.substring(EMBEDDED.length()), options);
            default:
                return JournalData.load(text, path, options);
        }
    }

    private static DataSet file(Path path, CsvInput input, LoadOptions options) {
        return ParquetTable.isNamed(path) ? ParquetTable.load(input, path, options) : CsvLoader.load(input, options);
    }

    private static DataSpec embedded(String text) {
        String name = text.substring(EMBEDDED.length());
        if (!EmbeddedData.NAMES.contains(name)) {
            EmbeddedData.load(name, LoadOptions.DEFAULTS);
        }
        return new DataSpec(Kind.EMBEDDED, text, null);
    }

    private DataSet folder(LoadOptions options) {
        Map<CsvInput, Path> inputs = new LinkedHashMap<>();
        List<String> symbols = new ArrayList<>();
        for (Path file : dataFiles()) {
            CsvInput input = CsvInput.file(file);
            if (symbols.contains(input.symbol())) {
                throw DataException.badData(path + ": more than one file of symbol \"" + input.symbol()
                        + "\", the last of" + " them " + file.getFileName() + "; keep one");
            }
            symbols.add(input.symbol());
            if (options.wantsSymbol(input.symbol())) {
                inputs.put(input, file);
            }
        }
        requireFiles(options, symbols);
        List<DataSet> sets = new ArrayList<>();
        List<String> outside = new ArrayList<>();
        DataException firstOutside = null;
        for (CsvInput input : inputs.keySet()) {
            try {
                sets.add(file(inputs.get(input), input, options.withSymbol(nameInFile(options, input))));
            } catch (DataException e) {
                if (!e.isOutsideRange()) {
                    throw e;
                }
                firstOutside = firstOutside == null ? e : firstOutside;
                outside.add(input.symbol());
            }
        }
        if (outside.size() == inputs.size()) {
            throw firstOutside;
        }
        DataSet data = DataSet.joined(sets);
        return outside.isEmpty()
                ? data
                : data.withNotices(List.of(path + ": no row in the range asked for of " + few(outside)));
    }

    /** A file is chosen by its name; a symbol column inside it still has a say when one symbol was asked for. */
    private static String nameInFile(LoadOptions options, CsvInput input) {
        return options.symbols().isEmpty() ? null : input.symbol();
    }

    private void requireFiles(LoadOptions options, List<String> symbols) {
        if (symbols.isEmpty()) {
            throw DataException.badData(path + ": no .csv, .csv.gz or .parquet file in this folder");
        }
        List<String> missing = new ArrayList<>(options.symbols());
        missing.removeAll(symbols);
        if (!missing.isEmpty()) {
            throw DataException.badData(path + ": no file of symbol \"" + String.join("\", \"", missing)
                    + "\"; the nearest" + (missing.size() == 1 ? "" : " to \"" + missing.get(0) + "\"") + " is \""
                    + NearestName.closest(missing.get(0), symbols) + "\"");
        }
    }

    /** The first of some names and how many more there are. */
    static String few(List<String> names) {
        int most = 10;
        return names.size() <= most
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, most)) + " and " + (names.size() - most) + " more";
    }

    private List<Path> dataFiles() {
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().toLowerCase(Locale.ROOT).matches(".*\\.(csv(\\.gz)?|parquet)"))
                    .sorted()
                    .collect(Collectors.toList());
        } catch (IOException e) {
            throw DataException.badData(path + ": the folder cannot be listed: " + e.getMessage(), e);
        }
    }
}
