package io.millrace.catalog;

/** Receives the rows of a table. */
@FunctionalInterface
public interface RowHandler {
    /**
     * One row.
     *
     * @param row from 1
     * @param cells as text: numbers plain or with an exponent, times as {@code 2024-01-31 09:30:00.5} UTC; null where
     *     there is nothing. The array is used again for the next row
     */
    void onRow(long row, String[] cells);
}
