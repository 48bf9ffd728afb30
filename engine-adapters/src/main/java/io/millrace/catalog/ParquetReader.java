package io.millrace.catalog;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads one Parquet file, row by row in the file's order. One thread. */
public final class ParquetReader implements AutoCloseable {
    private static final Pattern GLOB = Pattern.compile("[\\[*?]");

    private final Path file;
    private final String table;
    private final Connection connection;
    private final List<String> columns;
    private final long rows;

    private ParquetReader(Path file, Connection connection) throws SQLException {
        this.file = file;
        this.connection = connection;
        // Several files could be named by a pattern, and a folder's name could add columns: neither is meant.
        String path = GLOB.matcher(file.toAbsolutePath().toString()).replaceAll("[$0]");
        this.table = "read_parquet(" + DuckDb.quoted(path) + ", hive_partitioning = false, union_by_name = false)";
        this.columns = describe();
        this.rows = count(path);
    }

    /**
     * Opens a file and reads its columns' names.
     *
     * @throws CatalogException if it is no Parquet file, or the library cannot be loaded
     */
    public static ParquetReader open(Path file) {
        try {
            return opened(file, DuckDb.inMemory(null));
        } catch (SQLException e) {
            throw damaged(file, e);
        }
    }

    private static ParquetReader opened(Path file, Connection connection) throws SQLException {
        try {
            return new ParquetReader(file, connection);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** The columns' names in the file's order. */
    public List<String> columns() {
        return columns;
    }

    /** Rows the file says it has. */
    public long rows() {
        return rows;
    }

    /**
     * Hands over all rows.
     *
     * @param wanted places of the columns wanted, in the order of a row's cells
     * @throws CatalogException if the file is damaged
     */
    public void read(List<Integer> wanted, RowHandler handler) {
        List<String> cells = new ArrayList<>();
        for (int column : wanted) {
            cells.add("CAST(" + DuckDb.name(columns.get(column)) + " AS VARCHAR)");
        }
        String query = "SELECT " + String.join(", ", cells) + " FROM " + table;
        String[] row = new String[wanted.size()];
        long number = 0;
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            while (result.next()) {
                for (int i = 0; i < row.length; i++) {
                    row[i] = result.getString(i + 1);
                }
                handler.onRow(++number, row);
            }
        } catch (SQLException e) {
            throw CatalogException.ofFile(
                    file + ": cannot be read as Parquet from row " + (number + 1) + " on: " + firstLine(e)
                            + "; check that the file is whole",
                    e);
        }
        if (number != rows) {
            throw CatalogException.ofFile(
                    file + ": has " + number + " rows and says " + rows + "; check that the file is whole", null);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw damaged(file, e);
        }
    }

    private List<String> describe() throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("DESCRIBE SELECT * FROM " + table)) {
            while (result.next()) {
                names.add(result.getString(1));
            }
        }
        return List.copyOf(names);
    }

    private long count(String path) throws SQLException {
        String query = "SELECT num_rows FROM parquet_file_metadata(" + DuckDb.quoted(path) + ")";
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            return result.next() ? result.getLong(1) : 0;
        }
    }

    private static CatalogException damaged(Path file, SQLException e) {
        return CatalogException.ofFile(
                file + ": cannot be read as Parquet: " + firstLine(e) + "; check that the file is whole", e);
    }

    static String firstLine(SQLException e) {
        String message = String.valueOf(e.getMessage());
        return message.lines().findFirst().orElse(message);
    }
}
