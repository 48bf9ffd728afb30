package io.millrace.source;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Which column of a file is what. Names are compared without case, blanks, quotes, dashes and underscores; the first
 * column that answers to a name wins, so {@code Unix Timestamp,Date} reads the former.
 */
final class CsvHeader {
    /** Lines searched for the header; what stands before it is a title and is skipped. */
    static final int MAX_TITLE_LINES = 5;

    static final int TIME = 0;
    static final int OPEN = 1;
    static final int HIGH = 2;
    static final int LOW = 3;
    static final int CLOSE = 4;
    static final int VOLUME = 5;
    static final int SYMBOL = 6;
    static final int ADJUSTED = 7;
    static final int PRICE = 8;
    static final int QUANTITY = 9;
    static final int ID = 10;

    static final String EXPECTED = "expected a header naming, in any order and case, timestamp|ts|date|time and either"
            + " open, high, low, close, volume (bars) or price and amount|quantity|size|volume (trades)";

    private static final List<List<String>> NAMES = List.of(
            List.of("timestamp", "ts", "date", "time", "datetime", "unixtimestamp", "unixtime", "unix", "opentime"),
            List.of("open"),
            List.of("high"),
            List.of("low"),
            List.of("close"),
            List.of("volume"),
            List.of("symbol", "ticker", "name", "stock"),
            List.of("adjclose", "adjustedclose"),
            List.of("price"),
            List.of("amount", "quantity", "qty", "size", "volume"),
            List.of("id", "tradeid", "tid"));
    private static final int[] BAR_COLUMNS = {TIME, OPEN, HIGH, LOW, CLOSE, VOLUME};
    private static final int[] TRADE_COLUMNS = {TIME, PRICE, QUANTITY};

    private final int[] columnOf = new int[NAMES.size()];
    private final String[] names;

    private CsvHeader(String[] names) {
        this.names = names;
        Arrays.fill(columnOf, -1);
        for (int column = 0; column < names.length; column++) {
            String name = normalised(names[column]);
            for (int role = 0; role < columnOf.length; role++) {
                if (columnOf[role] < 0 && NAMES.get(role).contains(name)) {
                    columnOf[role] = column;
                }
            }
        }
    }

    static CsvHeader of(CsvRow row) {
        String[] names = new String[Math.min(row.columns(), CsvRow.MAX_COLUMNS)];
        for (int i = 0; i < names.length; i++) {
            names[i] = row.text(i);
        }
        return new CsvHeader(names);
    }

    static CsvHeader of(List<String> names) {
        return new CsvHeader(names.toArray(new String[0]));
    }

    /** The columns that are something, in the file's order. */
    List<Integer> known() {
        List<Integer> columns = new ArrayList<>();
        for (int column : columnOf) {
            if (column >= 0) {
                columns.add(column);
            }
        }
        Collections.sort(columns);
        return columns;
    }

    /** The columns of a trades file without a header: time, price, quantity and perhaps an id. */
    static CsvHeader ofBareTrades(int columns) {
        String[] all = {"timestamp", "price", "amount", "id"};
        return new CsvHeader(Arrays.copyOf(all, columns));
    }

    /** True when a row is data in the shape of {@link #ofBareTrades}. */
    static boolean isBareTrade(CsvRow row) {
        if (row.columns() < 3 || row.columns() > 4 || TimeText.parse(row.cell(0)) == TimeText.INVALID) {
            return false;
        }
        try {
            row.fixed(1);
            row.fixed(2);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    boolean isBars() {
        return hasAll(BAR_COLUMNS);
    }

    boolean isTrades() {
        return !isBars() && hasAll(TRADE_COLUMNS);
    }

    boolean has(int role) {
        return columnOf[role] >= 0;
    }

    int column(int role) {
        return columnOf[role];
    }

    String name(int role) {
        return names[columnOf[role]];
    }

    int columns() {
        return names.length;
    }

    /** How much of a header this is: the number of columns it recognises. */
    int recognised() {
        int count = 0;
        for (int column : columnOf) {
            count += column >= 0 ? 1 : 0;
        }
        return count;
    }

    /** The roles this header lacks to be one of bars (or of trades, when it names a price). */
    List<String> missing() {
        List<String> result = new ArrayList<>();
        for (int role : has(PRICE) && !has(OPEN) ? TRADE_COLUMNS : BAR_COLUMNS) {
            if (!has(role)) {
                result.add(NAMES.get(role).get(0));
            }
        }
        return result;
    }

    String text() {
        return String.join(",", names);
    }

    private boolean hasAll(int[] roles) {
        for (int role : roles) {
            if (columnOf[role] < 0) {
                return false;
            }
        }
        return true;
    }

    private static String normalised(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[\\s_\"'-]", "");
    }
}
