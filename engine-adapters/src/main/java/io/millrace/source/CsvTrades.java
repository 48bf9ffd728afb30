package io.millrace.source;

import java.nio.file.Path;

/** Reads a CSV of trades, {@code .gz} or plain, with or without a header. */
public final class CsvTrades {
    private CsvTrades() {}

    /**
     * Loads a file whole.
     *
     * @throws DataException if the file is missing, damaged, holds no trades, or has bad rows under the strict policy
     */
    public static DataSet read(Path file, LoadOptions options) {
        DataSet data = CsvLoader.load(CsvInput.file(file), options);
        if (data.trades().isEmpty()) {
            throw DataException.badData(file + ": holds bars, expected trades (timestamp, price, amount)");
        }
        return data;
    }
}
