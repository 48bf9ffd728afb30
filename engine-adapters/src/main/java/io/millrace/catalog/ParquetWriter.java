package io.millrace.catalog;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * Writes one Parquet file. Rows wait in a database file of a folder for work, so that memory stays bounded however many
 * there are; {@link #finish} makes the file of them. Cells are given from left to right, then {@link #endRow}. One
 * thread.
 */
public final class ParquetWriter implements AutoCloseable {
    /** Rows that are handed over together: of wide tables they are tens of megabytes. */
    private static final int BATCH_ROWS = 8_192;

    private static final int GROUP_ROWS = 40_960;
    private static final int SCALE = 8;

    private final Path file;
    private final Connection connection;
    private final DuckDBAppender appender;
    private long rows;

    private ParquetWriter(Path file, Connection connection, List<Column> columns) throws SQLException {
        this.file = file;
        this.connection = connection;
        List<String> texts = new ArrayList<>();
        for (Column column : columns) {
            texts.add(DuckDb.name(column.name()) + " " + column.type().sql());
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE rows (" + String.join(", ", texts) + ")");
        }
        this.appender =
                connection.unwrap(DuckDBConnection.class).createAppender(DuckDBConnection.DEFAULT_SCHEMA, "rows");
    }

    /**
     * Begins a file.
     *
     * @param file that is to be written; not there yet
     * @param work a folder, empty and of nobody else, on a disk with room for all rows; left to the caller to delete
     * @throws CatalogException if that is impossible
     */
    public static ParquetWriter create(Path file, Path work, List<Column> columns) {
        try {
            return created(file, DuckDb.inFile(work.resolve("rows.db"), work.resolve("spill")), columns);
        } catch (SQLException e) {
            throw failed(file, e);
        }
    }

    private static ParquetWriter created(Path file, Connection connection, List<Column> columns) throws SQLException {
        try {
            return new ParquetWriter(file, connection, columns);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** A cell of a column of whole numbers. */
    public void whole(long value) {
        put(() -> appender.append(value));
    }

    /** A cell of a column of decimals; at most eight places. */
    public void decimal(BigDecimal value) {
        put(() -> appender.append(value.setScale(SCALE)));
    }

    /** A cell of a column of floating-point numbers. */
    public void real(double value) {
        put(() -> appender.append(value));
    }

    /** A cell of a column of times. */
    public void time(long ns) {
        put(() -> appender.appendEpochNanos(ns));
    }

    /** A cell of a column of text. */
    public void text(String value) {
        put(() -> appender.append(value));
    }

    /** A cell of any column with nothing in it. */
    public void nothing() {
        put(appender::appendNull);
    }

    /** After the last cell of a row. */
    public void endRow() {
        put(appender::endRow);
        if (++rows % BATCH_ROWS == 0) {
            put(appender::flush);
        }
    }

    /** Before the first cell of a row. */
    public void beginRow() {
        put(appender::beginRow);
    }

    /** Writes the file. */
    public void finish() {
        try (Statement statement = connection.createStatement()) {
            appender.close();
            statement.execute(
                    "COPY rows TO " + DuckDb.quoted(file.toAbsolutePath().toString())
                            + " (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE " + GROUP_ROWS + ")");
        } catch (SQLException e) {
            throw failed(file, e);
        }
    }

    /** Without {@link #finish} before it there is no file. */
    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw failed(file, e);
        }
    }

    private void put(Cell cell) {
        try {
            cell.put();
        } catch (SQLException e) {
            throw failed(file, e);
        }
    }

    private static CatalogException failed(Path file, SQLException e) {
        return CatalogException.ofMachine(
                file + ": cannot be written as Parquet: " + ParquetReader.firstLine(e)
                        + "; check that its disk has room",
                e);
    }

    @FunctionalInterface
    private interface Cell {
        void put() throws SQLException;
    }
}
