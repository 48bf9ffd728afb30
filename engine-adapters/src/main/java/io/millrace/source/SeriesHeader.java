package io.millrace.source;

import io.millrace.config.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Which column of a series file holds the dates, which the values, which the symbols. */
final class SeriesHeader {
    private static final List<String> DATES =
            List.of("date", "observationdate", "timestamp", "time", "datetime", "week", "month", "day", "period", "ts");
    private static final List<String> VALUES = List.of("value", "close");
    private static final List<String> SYMBOLS = List.of("symbol", "ticker", "stocksymbol", "stock", "name");

    private final List<String> names = new ArrayList<>();
    private final String source;
    private int date;
    private int value = -1;
    private int symbol = -1;

    private SeriesHeader(CsvRow row, String source) {
        this.source = source;
        for (int i = 0; i < Math.min(row.columns(), CsvRow.MAX_COLUMNS); i++) {
            names.add(row.text(i));
        }
    }

    /** The header, or null when this row is none: it has one cell, or no column of dates. */
    static SeriesHeader find(CsvRow row, SeriesSpec spec, String source) {
        SeriesHeader header = new SeriesHeader(row, source);
        header.date = spec.dateColumn() == null ? header.first(DATES) : header.indexOf(spec.dateColumn());
        return header.names.size() < 2 || header.date < 0 ? null : header;
    }

    /** Settles the other columns; throws when they cannot be told. */
    SeriesHeader choose(SeriesSpec spec) {
        if (spec.symbol() != null) {
            symbol = first(SYMBOLS);
            if (symbol < 0) {
                throw DataException.badData(source + ": no column of symbols for \"" + spec.symbol() + "\"; it has "
                        + text() + "; expected one called symbol, ticker or stock_symbol");
            }
        }
        value = spec.valueColumn() == null ? onlyValue(spec) : indexOf(spec.valueColumn());
        if (value < 0) {
            throw DataException.usage(source + ": series " + spec.name() + " wants the column \"" + spec.valueColumn()
                    + "\"" + NearestName.hint(spec.valueColumn(), names) + "; it has " + text());
        }
        if (value == date) {
            throw DataException.usage(source + ": series " + spec.name() + " takes its values from \"" + names.get(date)
                    + "\", the column of dates; choose another with column=");
        }
        return this;
    }

    int columns() {
        return names.size();
    }

    int date() {
        return date;
    }

    int value() {
        return value;
    }

    String valueName() {
        return names.get(value);
    }

    String dateName() {
        return names.get(date);
    }

    /** The column of symbols, or -1 when rows are not chosen by one. */
    int symbol() {
        return symbol;
    }

    String text() {
        return String.join(", ", names);
    }

    private int onlyValue(SeriesSpec spec) {
        int only = -1;
        for (int i = 0; i < names.size(); i++) {
            if (i != date && i != symbol) {
                only = only == -1 ? i : -2;
            }
        }
        if (only >= 0) {
            return only;
        }
        int usual = first(VALUES);
        if (usual < 0) {
            throw DataException.usage(source + ": series " + spec.name()
                    + " does not say which column holds its values; the file has " + text()
                    + "; name one with column=");
        }
        return usual;
    }

    private int first(List<String> wanted) {
        for (int i = 0; i < names.size(); i++) {
            if (wanted.contains(normalised(names.get(i)))) {
                return i;
            }
        }
        return -1;
    }

    private int indexOf(String wanted) {
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equals(wanted)) {
                return i;
            }
        }
        return first(List.of(normalised(wanted)));
    }

    private static String normalised(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[\\s_\"'-]", "");
    }
}
