package io.millrace.catalog;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.duckdb.DuckDBDriver;

/**
 * Opens databases that use one thread, a bounded part of the memory and no network. The first one of a process unpacks
 * and loads the native library, which takes about a second.
 */
final class DuckDb {
    private static final String MEMORY = "256MB";
    private static final long LIBRARY_BYTES = 72_000_000;

    private DuckDb() {}

    /**
     * A database in memory.
     *
     * @param spill where it puts what the memory does not hold; null lets it have the memory alone
     */
    static Connection inMemory(Path spill) throws SQLException {
        return open("jdbc:duckdb:", spill);
    }

    /** A database in a new file. */
    static Connection inFile(Path file, Path spill) throws SQLException {
        return open("jdbc:duckdb:" + file.toAbsolutePath(), spill);
    }

    /** Text as it stands in a statement. */
    static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** A name as it stands in a statement. */
    static String name(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private static Connection open(String url, Path spill) throws SQLException {
        Connection connection = connect(url);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            statement.execute("SET temp_directory = " + quoted(spill == null ? "" : spill.toString()));
            statement.execute("SET preserve_insertion_order = true");
            statement.execute("SET enable_progress_bar = false");
            statement.execute("SET lock_configuration = true");
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return connection;
    }

    private static Connection connect(String url) throws SQLException {
        Properties settings = new Properties();
        settings.setProperty("threads", "1");
        settings.setProperty("memory_limit", MEMORY);
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("autoload_known_extensions", "false");
        settings.setProperty("allow_community_extensions", "false");
        settings.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
        try {
            return new DuckDBDriver().connect(url, settings);
        } catch (LinkageError | IllegalStateException e) {
            throw noLibrary(e);
        }
    }

    /** Its library is unpacked into the folder for temporary files, from which it must be possible to run code. */
    private static CatalogException noLibrary(Throwable failure) {
        Throwable reason = failure;
        while (reason.getCause() != null) {
            reason = reason.getCause();
        }
        String folder = System.getProperty("java.io.tmpdir");
        return CatalogException.ofMachine(
                "Parquet needs a native library of " + LIBRARY_BYTES / 1_000_000
                        + " MB, which could not be unpacked into " + folder + " and loaded from there: " + reason
                        + "; name a folder with room that may hold programs (not mounted noexec), such as"
                        + " MILLRACE_JAVA_OPTS=-Djava.io.tmpdir=DIR",
                failure);
    }
}
