package io.millrace.source;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Rows of trades. Several trades of one time, even alike in all columns, are real fills and never duplicates. A
 * quantity of zero is a fill smaller than the venue prints: it is kept, and its number stated.
 */
final class TradeRows extends RowReader {
    private static final int WIDTH = 3;

    private final long[] values = new long[WIDTH];
    private int zeroQuantities;

    TradeRows(CsvInput input, CsvHeader header, LoadOptions options) {
        super(input, header, options, WIDTH);
    }

    @Override
    boolean mayRepeatTime() {
        return true;
    }

    @Override
    void read(CsvRow row, Columns into, long timeNs) {
        values[0] = number(row, CsvHeader.PRICE);
        if (isBad(values[0])) {
            return;
        }
        values[1] = number(row, CsvHeader.QUANTITY);
        if (isBad(values[1])) {
            return;
        }
        values[2] = id(row, into);
        if (isBad(values[2])) {
            return;
        }
        if (values[0] <= 0) {
            report(IssueKind.PRICE_NOT_POSITIVE, row, CsvHeader.PRICE, "expected a price above zero");
        } else if (values[1] < 0) {
            report(IssueKind.BAD_QUANTITY, row, CsvHeader.QUANTITY, "expected zero or more");
        }
        zeroQuantities += values[1] == 0 ? 1 : 0;
        into.add(timeNs, row.line(), values);
    }

    @Override
    DataSet build(Collection<Columns> columns) {
        if (zeroQuantities > 0) {
            notices.add(source() + ": " + zeroQuantities + TradeSeries.ZEROS_KEPT);
        }
        List<TradeSeries> series = new ArrayList<>();
        for (Columns one : columns) {
            series.add(new TradeSeries(one));
        }
        return new DataSet(List.of(), series, notices, issues.counts(), issues.kept());
    }

    /** The venue's id, or the trade's number in the file, from 1. */
    private long id(CsvRow row, Columns into) {
        if (!header.has(CsvHeader.ID)) {
            return into.size() + 1L;
        }
        try {
            return Long.parseLong(row.cell(header.column(CsvHeader.ID)).toString());
        } catch (NumberFormatException e) {
            report(IssueKind.BAD_NUMBER, row, CsvHeader.ID, "expected a whole number");
            return Long.MIN_VALUE;
        }
    }
}
