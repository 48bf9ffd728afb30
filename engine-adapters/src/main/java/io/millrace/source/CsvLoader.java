package io.millrace.source;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.function.Function;

/** Reads one CSV of bars or trades: finds the header, feeds the rows, wraps what the parser throws. */
final class CsvLoader {
    /** Longest cell, in characters: an unclosed quote ends here instead of swallowing the file. */
    private static final int MAX_CELL = 1 << 16;

    private CsvLoader() {}

    static DataSet load(CsvInput input, LoadOptions options) {
        return forRows(input, options.progress(), rows -> read(input, options, rows));
    }

    /** Gives the rows of a file to {@code reader}; what the parser throws names file and line. */
    static <T> T forRows(CsvInput input, ProgressListener progress, Function<Iterator<CsvRow>, T> reader) {
        CsvRow row = new CsvRow();
        try (InputStream stream = input.open(progress);
                CsvReader<CsvRow> csv = CsvReader.builder()
                        .detectBomHeader(true)
                        .allowUnclosedQuote(false)
                        .maxBufferSize(MAX_CELL)
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .build(row, stream, StandardCharsets.UTF_8)) {
            return reader.apply(csv.iterator());
        } catch (CsvParseException e) {
            throw DataException.badData(
                    input.name() + ": line " + Math.max(1, row.line()) + " or the next cannot be split into cells: "
                            + reason(e) + "; check its quotes",
                    e);
        } catch (IOException | UncheckedIOException e) {
            throw DataException.badData(
                    input.name() + ": cannot be read: " + reason(e) + "; check that the file is whole", e);
        }
    }

    private static DataSet read(CsvInput input, LoadOptions options, Iterator<CsvRow> rows) {
        CsvHeader best = null;
        for (int i = 0; i < CsvHeader.MAX_TITLE_LINES && rows.hasNext(); i++) {
            CsvRow row = rows.next();
            if (i == 0 && CsvHeader.isBareTrade(row)) {
                RowReader trades = new TradeRows(input, CsvHeader.ofBareTrades(row.columns()), options);
                trades.notices.add(input.name() + ": no header; read as timestamp, price, amount"
                        + (row.columns() > 3 ? ", id" : ""));
                trades.accept(row);
                return rest(trades, rows);
            }
            CsvHeader header = CsvHeader.of(row);
            if (header.isBars() || header.isTrades()) {
                RowReader reader =
                        header.isBars() ? new BarRows(input, header, options) : new TradeRows(input, header, options);
                if (i > 0) {
                    reader.notices.add(
                            input.name() + ": header found on line " + row.line() + "; what stands before is a title");
                }
                return rest(reader, rows);
            }
            best = best == null || header.recognised() > best.recognised() ? header : best;
        }
        throw noHeader(input, best);
    }

    private static DataSet rest(RowReader reader, Iterator<CsvRow> rows) {
        while (rows.hasNext()) {
            reader.accept(rows.next());
        }
        return reader.finish();
    }

    /** Says what a file has instead of a header, or of columns, that could be used. */
    static DataException noHeader(CsvInput input, CsvHeader best) {
        if (best == null) {
            return DataException.badData(input.name() + ": the file is empty; " + CsvHeader.EXPECTED);
        }
        String missing = best.recognised() > 1 ? "it lacks " + String.join(", ", best.missing()) + "; " : "";
        return DataException.badData(input.name() + ": no usable header, found \"" + shortened(best.text()) + "\"; "
                + missing + CsvHeader.EXPECTED);
    }

    private static String shortened(String text) {
        return text.length() <= 200 ? text : text.substring(0, 200) + "...";
    }

    private static String reason(Throwable thrown) {
        Throwable last = thrown;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        return last.getMessage() == null ? last.getClass().getSimpleName() : last.getMessage();
    }
}
