package io.millrace.source;

/** What happens to a file that has bad rows. */
public enum RowPolicy {
    /** The first bad rows are listed with their line numbers, all are counted, and the file is refused. */
    STRICT,
    /**
     * Rows that can be written as numbers are passed on as they are, in file order, for the engine to quarantine;
     * rows that cannot are dropped, counted and named.
     */
    QUARANTINE
}
