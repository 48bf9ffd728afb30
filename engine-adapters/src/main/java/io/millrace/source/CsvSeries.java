package io.millrace.source;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/**
 * Reads one observation series from a CSV. Rows without a value are skipped and counted; a value that is no number, a
 * date that is none, and dates that go back and forth are refused with their line. One object a file, one thread.
 */
public final class CsvSeries {
    private static final long DAY_NS = 86_400_000_000_000L;
    private static final int MONTH_LENGTH = 7;
    /** How exports write that there is nothing: FRED a point, others these. */
    private static final List<String> NOTHING = List.of(".", "NA", "N/A", "null", "NaN", "#N/A");

    private final SeriesSpec spec;
    private final String source;
    private final List<String> notices = new ArrayList<>();
    private long[] times = new long[256];
    private double[] values = new double[256];
    private int[] lines = new int[256];
    private int size;
    private boolean dated = true;
    private boolean monthly;
    private long skipped;
    private long belowOne;
    private long repeated;
    private SeriesHeader header;

    private CsvSeries(SeriesSpec spec) {
        this.spec = spec;
        this.source = spec.file().toString();
    }

    /** A series and what was assumed or left out while it was read. */
    public record Loaded(ObservationSeries series, List<String> notices) {
        public Loaded {
            notices = List.copyOf(notices);
        }
    }

    /**
     * Loads a series whole.
     *
     * @throws DataException naming file and line
     */
    public static Loaded read(SeriesSpec spec, ProgressListener progress) {
        if (ParquetTable.isNamed(spec.file())) {
            throw DataException.usage(
                    spec.file() + ": series " + spec.name() + " is Parquet; expected a .csv or .csv.gz file");
        }
        CsvSeries reader = new CsvSeries(spec);
        CsvInput input = CsvInput.file(spec.file());
        CsvLoader.forRows(input, progress, reader::readAll);
        return new Loaded(reader.series(), reader.notices);
    }

    private Void readAll(Iterator<CsvRow> rows) {
        for (int i = 0; header == null && i < CsvHeader.MAX_TITLE_LINES && rows.hasNext(); i++) {
            header = SeriesHeader.find(rows.next(), spec, source);
        }
        if (header == null) {
            throw DataException.badData(source + ": series " + spec.name() + ": no header with a column "
                    + (spec.dateColumn() == null
                            ? "of dates; expected one called date, time, week or month, or name it with date="
                            : "\"" + spec.dateColumn() + "\" in the first lines"));
        }
        header.choose(spec);
        while (rows.hasNext()) {
            accept(rows.next());
        }
        return null;
    }

    private void accept(CsvRow row) {
        if (row.columns() == 1 && row.isBlank(0)) {
            return;
        }
        if (row.columns() <= Math.max(header.value(), Math.max(header.date(), header.symbol()))) {
            throw bad(row.line(), row.columns() + " columns", "expected " + header.columns() + " as in the header");
        }
        if (header.symbol() >= 0 && !row.contentEquals(header.symbol(), spec.symbol())) {
            return;
        }
        String text = row.text(header.value());
        if (text.isEmpty() || NOTHING.contains(text)) {
            skipped++;
            return;
        }
        add(time(row), value(row, text), (int) row.line());
    }

    private long time(CsvRow row) {
        String text = row.text(header.date());
        boolean month = text.length() == MONTH_LENGTH && text.charAt(4) == '-';
        long time = TimeText.parse(month ? text + "-01" : text);
        if (time == TimeText.INVALID) {
            throw bad(
                    row.line(),
                    header.dateName() + " \"" + text + "\"",
                    TimeText.EXPECTED + ", or a month such as 2024-01");
        }
        monthly |= month;
        dated &= Math.floorMod(time, DAY_NS) == 0;
        return time;
    }

    private double value(CsvRow row, String text) {
        if (text.equals("<1")) {
            belowOne++;
            return 0;
        }
        try {
            double value = Double.parseDouble(text);
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw badValue(row, text);
        }
        throw badValue(row, text);
    }

    private DataException badValue(CsvRow row, String text) {
        return bad(
                row.line(),
                header.valueName() + " \"" + text + "\"",
                "expected a number, or nothing where there is no value");
    }

    private DataException bad(long line, String found, String expected) {
        return DataException.badData(source + ": line " + line + ": series " + spec.name() + ": " + found + "; "
                + expected + "; correct or remove the row");
    }

    private void add(long time, double value, int line) {
        if (size == times.length) {
            times = Arrays.copyOf(times, size * 2);
            values = Arrays.copyOf(values, size * 2);
            lines = Arrays.copyOf(lines, size * 2);
        }
        times[size] = time;
        values[size] = value;
        lines[size++] = line;
    }

    private ObservationSeries series() {
        if (size == 0) {
            throw DataException.badData(source + ": series " + spec.name() + " has no value"
                    + (spec.symbol() == null ? "" : " of symbol \"" + spec.symbol() + "\"")
                    + (skipped == 0 ? "" : " (" + skipped + " rows without one)"));
        }
        sort();
        Period period = dated ? period() : null;
        long[] known = new long[size];
        long[] observed = new long[size];
        for (int i = 0; i < size; i++) {
            observed[i] = dated ? startOfDay(date(times[i])) : times[i];
            known[i] = dated ? startOfDay(date(times[i]).plus(period)) + spec.lagNs() : times[i] + spec.lagNs();
        }
        say(period);
        return ObservationSeries.of(
                spec.name(), observed, known, Arrays.copyOf(values, size), Arrays.copyOf(lines, size));
    }

    /** Files written newest first are turned round; equal rows are one; everything else has to be in order. */
    private void sort() {
        if (size > 1 && times[size - 1] < times[0]) {
            for (int i = 0, j = size - 1; i < j; i++, j--) {
                swap(i, j);
            }
            notices.add(source + ": rows run newest first; they were reversed");
        }
        int kept = 1;
        for (int i = 1; i < size; i++) {
            if (times[i] < times[kept - 1]) {
                throw outOfOrder(i, kept - 1, "expected a date after that of line ");
            }
            if (times[i] > times[kept - 1]) {
                times[kept] = times[i];
                values[kept] = values[i];
                lines[kept++] = lines[i];
            } else if (values[i] == values[kept - 1]) {
                repeated++;
            } else {
                throw outOfOrder(i, kept - 1, "another value stands for this date on line ");
            }
        }
        size = kept;
    }

    private DataException outOfOrder(int row, int before, String expected) {
        String hint = header.symbol() < 0
                        && header.text().toLowerCase(java.util.Locale.ROOT).contains("symbol")
                ? "; the file holds many symbols: choose one with symbol="
                : "";
        return bad(
                lines[row],
                header.dateName() + " " + RowReader.iso(times[row]),
                expected + lines[before] + " (" + RowReader.iso(times[before]) + ")" + hint);
    }

    private void swap(int i, int j) {
        long time = times[i];
        double value = values[i];
        int line = lines[i];
        times[i] = times[j];
        values[i] = values[j];
        lines[i] = lines[j];
        times[j] = time;
        values[j] = value;
        lines[j] = line;
    }

    private Period period() {
        if (spec.period() != null) {
            return spec.period();
        }
        int[] days = new int[size - 1];
        for (int i = 1; i < size; i++) {
            days[i - 1] = (int) ((times[i] - times[i - 1]) / DAY_NS);
        }
        Arrays.sort(days);
        int middle = days.length == 0 ? monthly ? 30 : 1 : days[days.length / 2];
        if (middle < 6) {
            return Period.ofDays(1);
        }
        if (middle < 28) {
            return Period.ofDays(middle < 9 ? 7 : middle);
        }
        return middle < 80 ? Period.ofMonths(1) : middle < 300 ? Period.ofMonths(3) : Period.ofYears(1);
    }

    private void say(Period period) {
        StringBuilder text = new StringBuilder("series ")
                .append(spec.name())
                .append(": ")
                .append(size)
                .append(" values of ")
                .append(header.valueName())
                .append(" in ")
                .append(source);
        if (period == null) {
            text.append(", each known at its time");
        } else {
            text.append(", each known at the end of its ")
                    .append(words(period))
                    .append(" in ")
                    .append(spec.zone());
        }
        if (spec.lagNs() > 0) {
            text.append(" and ").append(spec.lagNs() / 3_600_000_000_000.0).append(" h later");
        }
        count(text, skipped, " rows without a value skipped");
        count(text, repeated, " repeated rows skipped");
        count(text, belowOne, " values \"<1\" read as 0");
        notices.add(text.toString());
    }

    private static void count(StringBuilder text, long count, String what) {
        if (count > 0) {
            text.append("; ").append(count).append(what);
        }
    }

    private static String words(Period period) {
        if (period.equals(Period.ofDays(1))) {
            return "day";
        }
        if (period.equals(Period.ofDays(7))) {
            return "week (dates name its first day)";
        }
        return period.equals(Period.ofMonths(1)) ? "month" : period + " (dates name its first day)";
    }

    private long startOfDay(LocalDate date) {
        Instant start = date.atStartOfDay(spec.zone()).toInstant();
        return Math.addExact(Math.multiplyExact(start.getEpochSecond(), 1_000_000_000L), start.getNano());
    }

    private static LocalDate date(long timeNs) {
        return Instant.ofEpochSecond(Math.floorDiv(timeNs, 1_000_000_000L))
                .atZone(ZoneOffset.UTC)
                .toLocalDate();
    }
}
