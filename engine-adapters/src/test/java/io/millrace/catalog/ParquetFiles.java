package io.millrace.catalog;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Makes Parquet files for tests. */
public final class ParquetFiles {
    private ParquetFiles() {}

    /** Writes what a query gives. */
    public static Path of(String query, Path file) {
        try (Connection connection = DuckDb.inMemory(null);
                Statement statement = connection.createStatement()) {
            statement.execute("COPY (" + query + ") TO " + DuckDb.quoted(file.toString()) + " (FORMAT parquet)");
            return file;
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    /** A CSV as a table whose cells are all text, in its order. */
    public static String csv(Path file) {
        return "read_csv(" + DuckDb.quoted(file.toString()) + ", all_varchar = true, header = true, delim = ',')";
    }
}
