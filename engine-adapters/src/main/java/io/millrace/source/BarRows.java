package io.millrace.source;

import io.millrace.fixed.Fixed;
import io.millrace.instrument.Timeframe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** Rows of bars: checks one, and at the end settles the length of a bar. */
final class BarRows extends RowReader {
    private static final int[] ROLES = {
        CsvHeader.OPEN, CsvHeader.HIGH, CsvHeader.LOW, CsvHeader.CLOSE, CsvHeader.VOLUME, CsvHeader.ADJUSTED
    };
    private static final int PRICES = 4;
    private static final long SECOND = 1_000_000_000L;

    private final long[] values = new long[ROLES.length];
    private final int width;

    BarRows(CsvInput input, CsvHeader header, LoadOptions options) {
        super(input, header, options, header.has(CsvHeader.ADJUSTED) ? ROLES.length : ROLES.length - 1);
        this.width = header.has(CsvHeader.ADJUSTED) ? ROLES.length : ROLES.length - 1;
    }

    @Override
    boolean mayRepeatTime() {
        return false;
    }

    @Override
    void read(CsvRow row, Columns into, long timeNs) {
        for (int i = 0; i < width; i++) {
            values[i] = number(row, ROLES[i]);
            if (isBad(values[i])) {
                return;
            }
        }
        check(row);
        into.add(timeNs, row.line(), values);
    }

    @Override
    DataSet build(Collection<Columns> columns) {
        int seconds = timeframe(columns);
        long shift = options.stamp() == Stamp.CLOSE ? seconds * SECOND : 0;
        List<BarSeries> series = new ArrayList<>();
        for (Columns one : columns) {
            series.add(new BarSeries(one, seconds, shift, width == ROLES.length));
        }
        return new DataSet(series, List.of(), notices, issues.counts(), issues.kept());
    }

    private void check(CsvRow row) {
        if (checkPrices(row) && checkVolume(row)) {
            checkBracket(row);
        }
    }

    private boolean checkPrices(CsvRow row) {
        for (int i = 0; i < PRICES; i++) {
            if (values[i] <= 0) {
                report(IssueKind.PRICE_NOT_POSITIVE, row, ROLES[i], "expected a price above zero");
                return false;
            }
        }
        return true;
    }

    private boolean checkVolume(CsvRow row) {
        if (values[PRICES] < 0) {
            report(IssueKind.BAD_QUANTITY, row, CsvHeader.VOLUME, "expected zero or more");
            return false;
        }
        return true;
    }

    private void checkBracket(CsvRow row) {
        long open = values[0];
        long high = values[1];
        long low = values[2];
        long close = values[3];
        if (high < Math.max(open, close) || high < low) {
            report(
                    IssueKind.NOT_BRACKETED,
                    row,
                    CsvHeader.HIGH,
                    "expected at least open " + Fixed.format(open) + ", close " + Fixed.format(close) + " and low "
                            + Fixed.format(low));
        } else if (low > Math.min(open, close)) {
            report(
                    IssueKind.NOT_BRACKETED,
                    row,
                    CsvHeader.LOW,
                    "expected at most open " + Fixed.format(open) + " and close " + Fixed.format(close));
        }
    }

    /** The length given, or the most frequent spacing; a given length that the rows contradict is said. */
    private int timeframe(Collection<Columns> columns) {
        long[] spacings = spacings(columns);
        long frequent = mostFrequent(spacings);
        if (options.timeframeSeconds() > 0) {
            Timeframe given = new Timeframe(options.timeframeSeconds());
            if (frequent > 0 && frequent != given.nanos()) {
                notices.add(source() + ": timeframe " + given + " was given, but most rows are "
                        + frequent / (double) SECOND + " s apart");
            }
            return given.seconds();
        }
        if (frequent == 0 || frequent % SECOND != 0 || frequent / SECOND > Timeframe.MAX_SECONDS) {
            throw DataException.badData(source() + ": the length of a bar cannot be told from its times ("
                    + (frequent == 0
                            ? "fewer than two different times"
                            : "the most frequent spacing is " + frequent + " ns")
                    + "); give --timeframe, such as 1m, 1h or 1d");
        }
        long count =
                Arrays.stream(spacings).filter(spacing -> spacing == frequent).count();
        Timeframe inferred = new Timeframe((int) (frequent / SECOND));
        notices.add(TimeframeNotices.of(source(), inferred.toString(), count, spacings.length));
        return inferred.seconds();
    }

    /** The most frequent value, the smallest among equals; 0 when there is none. Sorts its argument. */
    private static long mostFrequent(long[] spacings) {
        Arrays.sort(spacings);
        long best = 0;
        int bestCount = 0;
        int start = 0;
        for (int i = 1; i <= spacings.length; i++) {
            if (i < spacings.length && spacings[i] == spacings[start]) {
                continue;
            }
            if (i - start > bestCount) {
                bestCount = i - start;
                best = spacings[start];
            }
            start = i;
        }
        return best;
    }

    private static long[] spacings(Collection<Columns> columns) {
        int count = 0;
        for (Columns one : columns) {
            count += one.size();
        }
        long[] spacings = new long[count];
        int used = 0;
        for (Columns one : columns) {
            for (int i = 1; i < one.size(); i++) {
                long spacing = one.time(i) - one.time(i - 1);
                if (spacing > 0) {
                    spacings[used++] = spacing;
                }
            }
        }
        return Arrays.copyOf(spacings, used);
    }
}
