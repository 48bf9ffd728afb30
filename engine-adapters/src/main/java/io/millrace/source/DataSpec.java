package io.millrace.source;

import io.millrace.config.NearestName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What {@code --data} names: a CSV file, a folder of them (one symbol a file), {@code embedded:NAME} or
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
            throw DataException.usage("--data is empty; expected a .csv file, a folder of them or embedded:NAME,"
                    + " such as embedded:aapl");
        }
        if (text.startsWith(CATALOG)) {
            throw DataException.usage(
                    "--data " + text + ": the catalogue comes later; use a .csv file, a folder of them"
                            + " or embedded:NAME (" + String.join(", ", EmbeddedData.NAMES) + ")");
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
        if (path.toString().toLowerCase(Locale.ROOT).endsWith(".parquet")) {
            throw DataException.usage("--data " + text + ": Parquet comes later, with the catalogue; use a .csv file");
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
                return CsvLoader.load(CsvInput.file(path), options);
            case FOLDER:
                return folder(options);
            case EMBEDDED:
                return EmbeddedData.load(text.substring(EMBEDDED.length()), options);
            default:
                throw DataException.usage(
                        "--data " + text + ": this version takes no market data out of a journal; give the files or"
                                + " the sample that it was made of, or run it again with replay");
        }
    }

    private static DataSpec embedded(String text) {
        String name = text.substring(EMBEDDED.length());
        if (!EmbeddedData.NAMES.contains(name)) {
            EmbeddedData.load(name, LoadOptions.DEFAULTS);
        }
        return new DataSpec(Kind.EMBEDDED, text, null);
    }

    private DataSet folder(LoadOptions options) {
        List<CsvInput> inputs = new ArrayList<>();
        List<String> symbols = new ArrayList<>();
        for (Path file : csvFiles()) {
            CsvInput input = CsvInput.file(file);
            symbols.add(input.symbol());
            if (options.wantsSymbol(input.symbol())) {
                inputs.add(input);
            }
        }
        requireFiles(options, symbols);
        List<DataSet> sets = new ArrayList<>();
        List<String> outside = new ArrayList<>();
        DataException firstOutside = null;
        for (CsvInput input : inputs) {
            try {
                sets.add(CsvLoader.load(input, options.withSymbol(nameInFile(options, input))));
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
            throw DataException.badData(path + ": no .csv or .csv.gz file in this folder");
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

    private List<Path> csvFiles() {
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().toLowerCase(Locale.ROOT).matches(".*\\.csv(\\.gz)?"))
                    .sorted()
                    .collect(Collectors.toList());
        } catch (IOException e) {
            throw DataException.badData(path + ": the folder cannot be listed: " + e.getMessage(), e);
        }
    }
}
