package io.millrace.source;

import java.nio.file.Path;
import java.time.Period;
import java.time.ZoneId;

/**
 * Where an observation series comes from, and when its values may be used: at the end of what a value is about, plus a
 * lag. A value with a time of day is about that instant.
 *
 * @param name what strategies ask for
 * @param file a CSV with a header, {@code .gz} or plain
 * @param dateColumn the column of dates or times; null finds the one that is called like one
 * @param valueColumn the column of values; null takes the only other one, or the one called value or close
 * @param symbol only the rows of this symbol, for files with many; null for all rows
 * @param lagNs how long after its end a value is published
 * @param zone where a day begins and ends
 * @param period what a date covers, from its start; null tells it from the spacing of the dates
 */
public record SeriesSpec(
        String name,
        Path file,
        String dateColumn,
        String valueColumn,
        String symbol,
        long lagNs,
        ZoneId zone,
        Period period) {
    /** Columns found by their names, no lag, days of UTC, periods told from the spacing. */
    public static SeriesSpec of(String name, Path file) {
        return new SeriesSpec(name, file, null, null, null, 0, ZoneId.of("UTC"), null);
    }

    /** {@code file} with another column of values. */
    public SeriesSpec withValueColumn(String column) {
        return new SeriesSpec(name, file, dateColumn, column, symbol, lagNs, zone, period);
    }

    /** The rows of one symbol alone. */
    public SeriesSpec withSymbol(String value) {
        return new SeriesSpec(name, file, dateColumn, valueColumn, value, lagNs, zone, period);
    }

    /** Published so long after the end of what it is about. */
    public SeriesSpec withLagNs(long value) {
        return new SeriesSpec(name, file, dateColumn, valueColumn, symbol, value, zone, period);
    }

    /** Days of another zone. */
    public SeriesSpec withZone(ZoneId value) {
        return new SeriesSpec(name, file, dateColumn, valueColumn, symbol, lagNs, value, period);
    }
}
