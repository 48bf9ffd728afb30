package io.millrace.source;

import io.millrace.config.NearestName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What reading bars and reading trades share: cells to numbers, symbols to columns, order of time, and what is said
 * about the rows that fail. One object a file, one thread.
 */
abstract class RowReader {
    /** Symbols one file may hold. */
    static final int MAX_SYMBOLS = 20_000;

    /** Rows of one symbol in one file. */
    static final int MAX_ROWS = 200_000_000;

    private static final long BAD = Long.MIN_VALUE;
    private static final int LISTED = 10;

    final CsvHeader header;
    final LoadOptions options;
    final IssueLog issues = new IssueLog();
    final List<String> notices = new ArrayList<>();

    private final String source;
    private final String inputSymbol;
    private final String fileSymbol;
    private final int width;
    private final Map<String, Columns> bySymbol = new LinkedHashMap<>();
    /** Symbols that were not asked for. */
    private final Map<String, Boolean> met = new TreeMap<>();

    private Columns current;
    private long rows;
    private long outside;
    private long firstNs = Long.MAX_VALUE;
    private long lastNs = Long.MIN_VALUE;

    RowReader(CsvInput input, CsvHeader header, LoadOptions options, int width) {
        this.source = input.name();
        this.header = header;
        this.options = options;
        this.width = width;
        this.inputSymbol = input.symbol();
        this.fileSymbol = options.symbol() != null ? options.symbol() : input.symbol();
    }

    /** Adds the row's numbers to its columns, reporting what is wrong with them; leaves it out if they are none. */
    abstract void read(CsvRow row, Columns into, long timeNs);

    /** True when two rows of one symbol may carry the same time. */
    abstract boolean mayRepeatTime();

    abstract DataSet build(Collection<Columns> columns);

    final void accept(CsvRow row) {
        rows++;
        if (row.columns() != header.columns()) {
            report(
                    IssueKind.COLUMN_COUNT,
                    row.line(),
                    "columns",
                    Integer.toString(row.columns()),
                    "expected " + header.columns() + " as in the header \"" + header.text() + "\"");
            return;
        }
        Columns into = columnsOf(row);
        if (into == null) {
            return;
        }
        int timeColumn = header.column(CsvHeader.TIME);
        long timeNs = TimeText.parse(row.cell(timeColumn));
        if (timeNs == TimeText.INVALID) {
            report(IssueKind.BAD_TIME, row, CsvHeader.TIME, TimeText.EXPECTED);
            return;
        }
        firstNs = Math.min(firstNs, timeNs);
        lastNs = Math.max(lastNs, timeNs);
        if (!options.wantsTime(timeNs)) {
            outside++;
        } else if (into.size() == MAX_ROWS) {
            throw DataException.badData(
                    source + ": more than " + MAX_ROWS + " rows of " + into.symbol() + "; split the file");
        } else {
            read(row, into, timeNs);
        }
    }

    final DataSet finish() {
        int kept = 0;
        int reversed = 0;
        for (Columns columns : bySymbol.values()) {
            kept += columns.size();
            if (columns.isDescending()) {
                columns.reverse();
                reversed++;
            }
            checkOrder(columns);
        }
        refuse(kept);
        sayName();
        if (reversed > 0) {
            notices.add(source + ": rows run newest first"
                    + (bySymbol.size() > 1 ? " for " + reversed + " of " + bySymbol.size() + " symbols" : "")
                    + "; they were reversed");
        }
        sayAbsent();
        bySymbol.values().removeIf(columns -> columns.size() == 0);
        return build(bySymbol.values());
    }

    /** Symbols asked for or met in the file that have no row left, so that nobody waits for their trades. */
    private void sayAbsent() {
        List<String> without = new ArrayList<>();
        for (Columns columns : bySymbol.values()) {
            if (columns.size() == 0) {
                without.add(columns.symbol());
            }
        }
        if (!without.isEmpty()) {
            notices.add(source + ": no row in the range asked for of " + DataSpec.few(without));
        }
        if (!header.has(CsvHeader.SYMBOL)) {
            requireOneName();
            return;
        }
        List<String> unknown = new ArrayList<>(options.symbols());
        unknown.removeAll(bySymbol.keySet());
        if (!unknown.isEmpty() && options.symbols().size() > 1) {
            throw DataException.badData(source + ": no row of symbol " + DataSpec.few(unknown) + "; the nearest to \""
                    + unknown.get(0) + "\" is \"" + NearestName.closest(unknown.get(0), met.keySet())
                    + "\"; leave out --symbol to read all");
        }
    }

    /** A file that names no symbol takes the name it is given: that it is another than the file's is worth a word. */
    private void sayName() {
        if (!header.has(CsvHeader.SYMBOL) && !fileSymbol.equals(inputSymbol)) {
            notices.add(source + ": has no column of symbols; its rows are of " + fileSymbol + ", as asked for");
        }
    }

    private void requireOneName() {
        if (options.symbols().size() > 1) {
            throw DataException.usage(source + ": has no column of symbols, so it is one series, and "
                    + options.symbols().size() + " symbols were asked for (" + DataSpec.few(options.symbols())
                    + "); give one --symbol to name it, or a folder with a file for each");
        }
    }

    /** The number in a cell, or {@link #isBad} after reporting. */
    final long number(CsvRow row, int role) {
        int column = header.column(role);
        try {
            return row.fixed(column);
        } catch (NumberFormatException e) {
            String text = row.text(column);
            if (isNotFinite(text)) {
                report(IssueKind.NOT_FINITE, row, role, "expected a finite number");
            } else if (e.getMessage().contains("out of range")) {
                report(IssueKind.BAD_NUMBER, row, role, "expected a number within +-92233720368.54775807");
            } else {
                report(IssueKind.BAD_NUMBER, row, role, "expected a decimal number such as 101.25");
            }
            return BAD;
        }
    }

    static boolean isBad(long number) {
        return number == BAD;
    }

    final void report(IssueKind kind, CsvRow row, int role, String expected) {
        if (issues.count(kind, row.line())) {
            String value = '"' + row.text(header.column(role)) + '"';
            issues.keep(new DataIssue(source, kind, row.line(), header.name(role), value, expected));
        }
    }

    final String source() {
        return source;
    }

    private void report(IssueKind kind, long line, String field, String value, String expected) {
        issues.add(new DataIssue(source, kind, line, field, value, expected));
    }

    private Columns columnsOf(CsvRow row) {
        if (!header.has(CsvHeader.SYMBOL)) {
            current =
                    current == null ? bySymbol.computeIfAbsent(fileSymbol, name -> new Columns(name, width)) : current;
            return current;
        }
        int column = header.column(CsvHeader.SYMBOL);
        if (row.isBlank(column)) {
            report(IssueKind.BAD_SYMBOL, row, CsvHeader.SYMBOL, "expected a symbol");
            return null;
        }
        if (current != null && row.contentEquals(column, current.symbol())) {
            return current;
        }
        String symbol = row.text(column);
        if (!options.wantsSymbol(symbol)) {
            met.put(symbol, true);
            return null;
        }
        current = bySymbol.computeIfAbsent(symbol, name -> new Columns(name, width));
        if (bySymbol.size() > MAX_SYMBOLS) {
            throw DataException.badData(source + ": more than " + MAX_SYMBOLS + " symbols; is \""
                    + header.name(CsvHeader.SYMBOL) + "\" the symbol column?");
        }
        return current;
    }

    private void checkOrder(Columns columns) {
        long latest = Long.MIN_VALUE;
        int latestLine = 0;
        for (int i = 0; i < columns.size(); i++) {
            long time = columns.time(i);
            int line = columns.line(i);
            if (time < latest) {
                reportOrder(
                        IssueKind.OUT_OF_ORDER,
                        line,
                        time,
                        "expected a time after that of " + DataIssue.place(source, latestLine));
            } else if (time == latest && !mayRepeatTime()) {
                reportOrder(
                        IssueKind.DUPLICATE,
                        line,
                        time,
                        DataIssue.place(source, latestLine) + " has this time already; expected one row");
            } else {
                latest = time;
                latestLine = line;
            }
        }
    }

    private void reportOrder(IssueKind kind, int line, long timeNs, String expected) {
        if (issues.count(kind, line)) {
            String value = '"' + iso(timeNs) + '"';
            issues.keep(new DataIssue(source, kind, line, header.name(CsvHeader.TIME), value, expected));
        }
    }

    private void refuse(int kept) {
        long bad = issues.total();
        if (bad > 0 && options.policy() == RowPolicy.STRICT) {
            throw DataException.badData(badRows(bad));
        }
        if (kept > 0) {
            return;
        }
        if (bad > 0) {
            throw DataException.badData(badRows(bad));
        }
        if (outside > 0) {
            throw DataException.outsideRange(source + ": no row in the range asked for; the data runs from "
                    + iso(firstNs) + " to " + iso(lastNs) + "; change --from or --to");
        }
        if (rows > 0) {
            String wanted = options.symbols().get(0);
            throw DataException.badData(source + ": no row of symbol \"" + wanted + "\"; the nearest is \""
                    + NearestName.closest(wanted, met.keySet()) + "\"; leave out --symbol to read all");
        }
        throw DataException.badData(source + ": no data rows after the header; expected at least one");
    }

    private String badRows(long bad) {
        StringBuilder text = new StringBuilder(source)
                .append(": ")
                .append(bad)
                .append(bad == 1 ? " bad row of " : " bad rows of ")
                .append(rows);
        List<DataIssue> listed = issues.kept();
        if (bad > LISTED) {
            text.append("; the first ").append(LISTED);
        }
        text.append(':');
        for (int i = 0; i < Math.min(LISTED, listed.size()); i++) {
            text.append("\n  ").append(listed.get(i).text());
        }
        return text.append("\nCorrect or remove these rows, or go on without them with --quarantine")
                .toString();
    }

    private static boolean isNotFinite(String text) {
        String bare = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
        return bare.equalsIgnoreCase("nan") || bare.equalsIgnoreCase("inf") || bare.equalsIgnoreCase("infinity");
    }

    static String iso(long timeNs) {
        return Instant.ofEpochSecond(Math.floorDiv(timeNs, 1_000_000_000L), Math.floorMod(timeNs, 1_000_000_000L))
                .toString();
    }
}
