package io.millrace.source;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import io.millrace.fixed.Fixed;
import java.util.Arrays;

/**
 * The row being read: one buffer reused for all rows, so that a million rows make no garbage. A cell is trimmed of
 * blanks. Valid until the next row is asked for.
 */
final class CsvRow extends AbstractBaseCsvCallbackHandler<CsvRow> {
    /** Columns a row may have; more are counted but not kept. */
    static final int MAX_COLUMNS = 256;

    private final int[] starts = new int[MAX_COLUMNS];
    private final int[] ends = new int[MAX_COLUMNS];
    private final Cell cell = new Cell();
    private char[] text = new char[1_024];
    private int used;
    private int columns;
    private long line;

    @Override
    protected void handleBegin(long startingLineNumber) {
        used = 0;
        columns = 0;
        line = startingLineNumber;
    }

    @Override
    protected void handleField(int index, char[] source, int offset, int length, boolean quoted) {
        columns = index + 1;
        if (index >= MAX_COLUMNS) {
            return;
        }
        if (used + length > text.length) {
            text = Arrays.copyOf(text, Math.max(text.length * 2, used + length));
        }
        System.arraycopy(source, offset, text, used, length);
        int start = used;
        used += length;
        int end = used;
        while (start < end && text[start] <= ' ') {
            start++;
        }
        while (end > start && text[end - 1] <= ' ') {
            end--;
        }
        starts[index] = start;
        ends[index] = end;
    }

    /** Begins a row of another kind of file; its cells follow. */
    void begin(long number) {
        handleBegin(number);
    }

    /** The next cell; null for an empty one. */
    void add(String value) {
        String content = value == null ? "" : value;
        handleField(columns, content.toCharArray(), 0, content.length(), false);
    }

    @Override
    protected CsvRow buildRecord() {
        return this;
    }

    int columns() {
        return columns;
    }

    long line() {
        return line;
    }

    CharSequence cell(int column) {
        cell.start = starts[column];
        cell.length = ends[column] - starts[column];
        return cell;
    }

    String text(int column) {
        return new String(text, starts[column], ends[column] - starts[column]);
    }

    boolean isBlank(int column) {
        return starts[column] == ends[column];
    }

    boolean contentEquals(int column, String other) {
        int length = ends[column] - starts[column];
        if (length != other.length()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (text[starts[column] + i] != other.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /**
     * The cell as a fixed number.
     *
     * @throws NumberFormatException if it is none
     */
    long fixed(int column) {
        cell(column);
        int dot = 0;
        while (dot < cell.length && cell.charAt(dot) != '.') {
            dot++;
        }
        // Zeros past the eighth decimal carry nothing, and without them the number parses on the fast path.
        if (cell.length > dot + 1 + Fixed.SCALE && plain(dot)) {
            while (cell.length > dot + 1 + Fixed.SCALE && cell.charAt(cell.length - 1) == '0') {
                cell.length--;
            }
        }
        return Fixed.parse(cell);
    }

    private boolean plain(int dot) {
        for (int i = dot + 1; i < cell.length; i++) {
            char c = cell.charAt(i);
            if (c < '0' || c > '9') {
                return false;
            }
        }
        return true;
    }

    private final class Cell implements CharSequence {
        private int start;
        private int length;

        @Override
        public int length() {
            return length;
        }

        @Override
        public char charAt(int index) {
            return text[start + index];
        }

        @Override
        public CharSequence subSequence(int from, int to) {
            return toString().substring(from, to);
        }

        @Override
        public String toString() {
            return new String(text, start, length);
        }
    }
}
