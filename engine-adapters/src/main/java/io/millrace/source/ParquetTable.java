package io.millrace.source;

import io.millrace.catalog.CatalogException;
import io.millrace.catalog.ParquetReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads a Parquet file of bars or trades: its columns are those of a CSV, and each row goes, as text, through the very
 * checks of a CSV's row. Columns that mean nothing are not read.
 */
final class ParquetTable {
    static final String ENDING = ".parquet";

    private static final int PROGRESS_ROWS = 1 << 16;

    private ParquetTable() {}

    static boolean isNamed(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(ENDING);
    }

    static DataSet load(CsvInput input, Path file, LoadOptions options) {
        try (ParquetReader parquet = ParquetReader.open(file)) {
            return read(input, parquet, file.toFile().length(), options);
        } catch (CatalogException e) {
            throw e.isOfMachine() ? DataException.usage(e.getMessage()) : DataException.badData(e.getMessage(), e);
        }
    }

    private static DataSet read(CsvInput input, ParquetReader parquet, long bytes, LoadOptions options) {
        CsvHeader all = CsvHeader.of(parquet.columns());
        if (!all.isBars() && !all.isTrades()) {
            throw CsvLoader.noHeader(input, all);
        }
        List<Integer> wanted = all.known();
        List<String> names = new ArrayList<>();
        wanted.forEach(column -> names.add(parquet.columns().get(column)));
        CsvHeader header = CsvHeader.of(names);
        RowReader reader = all.isBars() ? new BarRows(input, header, options) : new TradeRows(input, header, options);
        CsvRow row = new CsvRow();
        parquet.read(wanted, (number, cells) -> {
            row.begin(number);
            for (String cell : cells) {
                row.add(cell);
            }
            reader.accept(row);
            if (number % PROGRESS_ROWS == 0) {
                options.progress().onProgress(input.name(), bytes * number / parquet.rows(), bytes);
            }
        });
        return reader.finish();
    }
}
