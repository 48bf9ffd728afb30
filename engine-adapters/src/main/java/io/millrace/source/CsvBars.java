package io.millrace.source;

import java.nio.file.Path;

/** Reads a CSV of bars, {@code .gz} or plain, of one or several symbols. */
public final class CsvBars {
    private CsvBars() {}

    /**
     * Loads a file whole.
     *
     * @throws DataException if the file is missing, damaged, holds no bars, or has bad rows under the strict policy
     */
    public static DataSet read(Path file, LoadOptions options) {
        DataSet data = CsvLoader.load(CsvInput.file(file), options);
        if (data.bars().isEmpty()) {
            throw DataException.badData(file + ": holds trades, expected bars (open, high, low, close, volume)");
        }
        return data;
    }
}
