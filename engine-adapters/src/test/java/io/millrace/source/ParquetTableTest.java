package io.millrace.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.catalog.ParquetFiles;
import io.millrace.event.codec.RunMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetTableTest {
    private static final String[] TIMES = {
        "epoch_ms(%s::BIGINT * 1000)",
        "make_timestamp(%s::BIGINT * 1000000)",
        "make_timestamp_ns(%s::BIGINT * 1000000000)",
        "make_timestamp(%s::BIGINT * 1000000)::TIMESTAMP_S",
        "make_timestamp(%s::BIGINT * 1000000)::TIMESTAMP_MS",
        "make_timestamp(%s::BIGINT * 1000000)::TIMESTAMPTZ",
        "%s::BIGINT",
        "%s::BIGINT * 1000",
        "%s::BIGINT * 1000000",
        "%s::BIGINT * 1000000000",
        "%s",
    };
    private static final String[] NUMBERS = {"%s::DOUBLE", "%s::DECIMAL(18,8)", "%s::DECIMAL(38,8)", "%s"};

    @TempDir
    private Path folder;

    /** The messages an engine is given, byte by byte. */
    static List<String> messages(DataSet data) {
        SeriesInputs inputs = new SeriesInputs(data, RunMode.BACKTEST, 1);
        List<String> messages = new ArrayList<>();
        while (inputs.advance()) {
            byte[] bytes = new byte[inputs.length()];
            inputs.buffer().getBytes(inputs.offset(), bytes);
            messages.add(Arrays.toString(bytes));
        }
        return messages;
    }

    private static String one(Random random, String[] of, String column) {
        return String.format(of[random.nextInt(of.length)], '"' + column + '"') + " AS \"" + column + '"';
    }

    /** Prices of two to eight places, sometimes a row that is wrong. */
    private static String bars(Random random, boolean wrong) {
        StringBuilder text = new StringBuilder("Timestamp,note,Open,High,Low,Close,Volume,symbol\n");
        long time = 1_600_000_000L + random.nextInt(1_000) * 3_600L;
        for (int i = 0; i < 40; i++) {
            double open = 1 + random.nextInt(1_000_000) / 1e4;
            double close = 1 + random.nextInt(1_000_000) / 1e4;
            double high = Math.max(open, close) + (wrong && random.nextInt(9) == 0 ? -0.5 : 0.25);
            double low = Math.min(open, close) / 2;
            double volume = wrong && random.nextInt(9) == 0 ? -1 : random.nextInt(1_000) / 8.0;
            time += wrong && random.nextInt(9) == 0 ? -7_200 : 3_600;
            text.append(time)
                    .append(",n,")
                    .append(open)
                    .append(',')
                    .append(high)
                    .append(',');
            text.append(low).append(',').append(close).append(',').append(volume);
            text.append(random.nextInt(3) == 0 ? ",A\n" : ",B\n");
        }
        return text.toString();
    }

    @Test
    void shouldGiveTheInputsThatTheSameCsvGives() throws IOException {
        long seed = Long.getLong("seed", 20_261_122L);
        System.err.println("ParquetTableTest seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 40; round++) {
            boolean wrong = round % 2 == 1;
            Path csv = Files.writeString(folder.resolve("X" + round + ".csv"), bars(random, wrong));
            StringBuilder query = new StringBuilder("SELECT note, symbol, ");
            for (String column : List.of("Close", "Open", "High", "Low", "Volume")) {
                query.append(one(random, NUMBERS, column)).append(", ");
            }
            query.append(one(random, TIMES, "Timestamp")).append(" FROM ").append(ParquetFiles.csv(csv));
            Path parquet = ParquetFiles.of(query.toString(), folder.resolve("X" + round + ".parquet"));
            LoadOptions options = wrong ? LoadOptions.DEFAULTS.withPolicy(RowPolicy.QUARANTINE) : LoadOptions.DEFAULTS;

            DataSet ofCsv = DataSpec.parse(csv.toString(), folder).load(options);
            DataSet ofParquet = DataSpec.parse(parquet.toString(), folder).load(options);

            String which = "seed " + seed + ", round " + round + ": " + query;
            assertEquals(messages(ofCsv), messages(ofParquet), which);
            assertEquals(ofCsv.issueCounts(), ofParquet.issueCounts(), which);
            // The header is a line and no row.
            assertEquals(
                    ofCsv.issues().stream().map(issue -> issue.line() - 1).toList(),
                    ofParquet.issues().stream().map(DataIssue::line).toList(),
                    which);
        }
    }

    @Test
    void shouldReadTradesAndDates() throws IOException {
        Path trades = ParquetFiles.of(
                "SELECT i AS id, TIMESTAMP '2024-01-31 09:30:00.123456' + INTERVAL 1 SECOND * i AS ts,"
                        + " 100.5 + i AS price,"
                        + " 1e-7::DOUBLE AS size FROM range(3) r(i)",
                folder.resolve("T.parquet"));
        TradeSeries series = DataSpec.parse(trades.toString(), folder)
                .load(LoadOptions.DEFAULTS)
                .trades()
                .get(0);
        assertEquals("T", series.symbol());
        assertEquals(3, series.size());
        assertEquals(2, series.tradeId(2));
        assertEquals(1_706_693_400_123_456_000L, series.timeNs(0));
        assertEquals(10, series.quantity(0));
        assertEquals(102_50000000L, series.price(2));

        Path days = ParquetFiles.of(
                "SELECT DATE '2024-02-28' + i::INT AS date, 2 AS open, 2 AS high, 2 AS low, 2 AS close, 7 AS volume"
                        + " FROM range(3) r(i)",
                folder.resolve("D.parquet"));
        BarSeries bars = DataSpec.parse(days.toString(), folder)
                .load(LoadOptions.DEFAULTS)
                .bars()
                .get(0);
        assertEquals(86_400, bars.timeframeSeconds());
        assertEquals(TimeText.parse("2024-03-01"), bars.openTimeNs(2));
    }

    @Test
    void shouldNameABadRowByItsNumber() {
        Path file = ParquetFiles.of(
                "SELECT i * 60 AS ts, 1.0 AS open, 1.0 AS high, 1.0 AS low, "
                        + "CASE i WHEN 2 THEN 'nan'::DOUBLE WHEN 4 THEN NULL"
                        + " ELSE 1.0 END AS close, 1.0 AS volume FROM range(1, 9) r(i)",
                folder.resolve("x.parquet"));
        DataException e = assertThrows(
                DataException.class, () -> DataSpec.parse("x.parquet", folder).load(LoadOptions.DEFAULTS));
        assertEquals(3, e.exitCode());
        assertTrue(e.getMessage().contains("2 bad rows of 8"), e.getMessage());
        assertTrue(e.getMessage().contains("  row 2: close \"nan\": expected a finite number"), e.getMessage());
        assertTrue(e.getMessage().contains("  row 4: close \"\": expected a decimal number"), e.getMessage());
        DataSet rest = DataSpec.parse("x.parquet", folder).load(LoadOptions.DEFAULTS.withPolicy(RowPolicy.QUARANTINE));
        assertEquals(6, rest.rows());
        assertTrue(
                rest.leftOut().get(0).contains(file + ": left out row 2: "),
                rest.leftOut().toString());
    }

    @Test
    void shouldReadAFolderOfBothKinds() throws IOException {
        String bars = "ts,open,high,low,close,volume\n0,1,1,1,1,1\n3600,1,1,1,1,1\n7200,1,1,1,1,1\n";
        Path csv = Files.writeString(folder.resolve("A.csv"), bars);
        ParquetFiles.of("SELECT * FROM " + ParquetFiles.csv(csv), folder.resolve("B.parquet"));
        DataSet data = DataSpec.parse(".", folder).load(LoadOptions.DEFAULTS);
        assertEquals(
                List.of("A", "B"), data.bars().stream().map(BarSeries::symbol).toList());
        assertEquals(
                1,
                DataSpec.parse(".", folder)
                        .load(LoadOptions.DEFAULTS.withSymbol("B"))
                        .bars()
                        .size());

        ParquetFiles.of("SELECT * FROM " + ParquetFiles.csv(csv), folder.resolve("A.parquet"));
        DataException e = assertThrows(
                DataException.class, () -> DataSpec.parse(".", folder).load(LoadOptions.DEFAULTS));
        assertTrue(e.getMessage().contains("more than one file of symbol \"A\""), e.getMessage());
    }

    @Test
    void shouldSayWhatIsMissing() throws IOException {
        ParquetFiles.of("SELECT 1 AS ts, 2 AS open, 3 AS high, 4 AS low, 5 AS close", folder.resolve("x.parquet"));
        DataException e = assertThrows(
                DataException.class, () -> DataSpec.parse("x.parquet", folder).load(LoadOptions.DEFAULTS));
        assertTrue(e.getMessage().contains("it lacks volume"), e.getMessage());
        ParquetFiles.of(
                "SELECT 1 AS ts, 2 AS open, 3 AS high, 4 AS low, 5 AS close, 6 AS volume LIMIT 0",
                folder.resolve("none.parquet"));
        e = assertThrows(
                DataException.class,
                () -> DataSpec.parse("none.parquet", folder).load(LoadOptions.DEFAULTS));
        assertTrue(e.getMessage().contains("no data rows"), e.getMessage());
        e = assertThrows(DataException.class, () -> DataSpec.parse("nome.parquet", folder));
        assertTrue(e.getMessage().contains("did you mean " + folder.resolve("none.parquet")), e.getMessage());
        SeriesSpec series = SeriesSpec.of("vix", folder.resolve("x.parquet"));
        e = assertThrows(DataException.class, () -> CsvSeries.read(series, ProgressListener.NONE));
        assertEquals(2, e.exitCode());
    }
}
