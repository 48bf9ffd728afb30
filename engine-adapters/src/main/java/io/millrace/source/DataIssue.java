package io.millrace.source;

/**
 * One thing wrong with market data.
 *
 * @param source the file's name, or the series it became
 * @param kind what kind of fault
 * @param line line of the file, from 1
 * @param field column or quantity concerned
 * @param value what was found, as written
 * @param expected what should have been there
 */
public record DataIssue(String source, IssueKind kind, long line, String field, String value, String expected) {
    /** One line for people, without the file's name. */
    public String text() {
        return "line " + line + ": " + field + " " + value + ": " + expected;
    }
}
