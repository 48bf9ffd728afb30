package io.millrace.source;

import java.util.Locale;

/**
 * One thing wrong with market data.
 *
 * @param source the file's name, or the series it became
 * @param kind what kind of fault
 * @param line line of the file, or row of a Parquet file, from 1
 * @param field column or quantity concerned
 * @param value what was found, as written
 * @param expected what should have been there
 */
public record DataIssue(String source, IssueKind kind, long line, String field, String value, String expected) {
    /** How people call a place in a file: what has no lines has rows. */
    static String place(String source, long line) {
        return (source.toLowerCase(Locale.ROOT).endsWith(ParquetTable.ENDING) ? "row " : "line ") + line;
    }

    /** One line for people, without the file's name. */
    public String text() {
        return place(source, line) + ": " + field + " " + value + ": " + expected;
    }
}
