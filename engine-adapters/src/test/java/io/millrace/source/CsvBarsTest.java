package io.millrace.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CsvBarsTest {
    private static final String HEADER = "date,open,high,low,close,volume\n";
    private static final String GOOD =
            HEADER + "2020-01-01,10,12,9,11,100\n2020-01-02,11,13,10,12,200\n" + "2020-01-03,12,14,11,13,300\n";
    private static final long DAY_NS = 86_400_000_000_000L;

    @TempDir
    private Path folder;

    @Test
    void shouldReadBarsAtTheirOpen() throws IOException {
        DataSet data = read(GOOD);
        BarSeries bars = data.bars().get(0);
        assertEquals("data", bars.symbol());
        assertEquals(3, bars.size());
        assertEquals(86_400, bars.timeframeSeconds());
        assertEquals(nanos("2020-01-02"), bars.openTimeNs(1));
        assertEquals(nanos("2020-01-03"), bars.closeTimeNs(1));
        assertEquals(11_00000000L, bars.open(1));
        assertEquals(13_00000000L, bars.high(1));
        assertEquals(10_00000000L, bars.low(1));
        assertEquals(12_00000000L, bars.close(1));
        assertEquals(200_00000000L, bars.volume(1));
        assertEquals(3, bars.line(1));
        assertFalse(bars.hasAdjustedClose());
        assertTrue(
                data.notices().get(0).contains("timeframe 1d inferred from 2 of 2 spacings"),
                data.notices().toString());
    }

    @Test
    void shouldSayWhenTheRowsContradictTheTimeframeGiven() throws IOException {
        DataSet data = CsvBars.read(file("data.csv", GOOD), LoadOptions.DEFAULTS.withTimeframeSeconds(3_600));
        assertEquals(3_600, data.bars().get(0).timeframeSeconds());
        assertTrue(data.notices().get(0).contains("timeframe 1h was given, but most rows are 86400.0 s apart"));
        assertEquals(
                List.of(),
                CsvBars.read(file("data.csv", GOOD), LoadOptions.DEFAULTS.withTimeframeSeconds(86_400))
                        .notices());
    }

    @Test
    void shouldMoveCloseStampedBarsBackToTheirOpen() throws IOException {
        BarSeries bars = CsvBars.read(file("data.csv", GOOD), LoadOptions.DEFAULTS.withStamp(Stamp.CLOSE))
                .bars()
                .get(0);
        assertEquals(nanos("2020-01-01"), bars.openTimeNs(1));
        assertEquals(nanos("2020-01-02"), bars.closeTimeNs(1));
    }

    @Test
    void shouldTakeColumnsInAnyOrderAndCase() throws IOException {
        BarSeries bars = read("Title of the vendor,http://vendor\n"
                        + "Unix Timestamp,Date,Symbol,VOLUME,Low,High,\"Close\",Open,Adj Close\r\n"
                        + "1577836800000,x,BTC,100,9,12,11,10,5.5\r\n1577923200,y,BTC,200,10,13,12,11,6\r\n")
                .bars()
                .get(0);
        assertEquals("BTC", bars.symbol());
        assertEquals(nanos("2020-01-01"), bars.openTimeNs(0));
        assertEquals(nanos("2020-01-02"), bars.openTimeNs(1));
        assertEquals(12_00000000L, bars.high(0));
        assertEquals(5_50000000L, bars.adjustedClose(0));
        assertEquals(3, bars.line(0));
    }

    @Test
    void shouldAcceptByteOrderMarkBlankLinesAndCrLf() throws IOException {
        BarSeries bars =
                read("\uFEFF" + GOOD.replace("\n", "\r\n") + "\r\n\r\n").bars().get(0);
        assertEquals(3, bars.size());
    }

    @Test
    void shouldReadGzip() throws IOException {
        Path file = folder.resolve("BTC-USD.csv.gz");
        Files.write(file, gzip(GOOD));
        assertEquals(
                "BTC-USD",
                CsvBars.read(file, LoadOptions.DEFAULTS).bars().get(0).symbol());
        Files.write(file, java.util.Arrays.copyOf(gzip(GOOD), 40));
        DataException e = assertThrows(DataException.class, () -> CsvBars.read(file, LoadOptions.DEFAULTS));
        assertTrue(e.getMessage().contains("BTC-USD.csv.gz: cannot be read"), e.getMessage());
    }

    @Test
    void shouldReverseAFileWrittenNewestFirst() throws IOException {
        DataSet data =
                read(HEADER + "2020-01-03,12,14,11,13,300\n2020-01-02,11,13,10,12,200\n2020-01-01,10,12,9,11,100\n");
        BarSeries bars = data.bars().get(0);
        assertEquals(nanos("2020-01-01"), bars.openTimeNs(0));
        assertEquals(300_00000000L, bars.volume(2));
        assertEquals(2, bars.line(2));
        assertTrue(data.notices().get(0).contains("rows run newest first; they were reversed"));
    }

    @Test
    void shouldSplitAFileBySymbol() throws IOException {
        String text =
                "date,open,high,low,close,volume,Name\n2020-01-01,10,12,9,11,100,A\n2020-01-02,11,13,10,12,200,A\n"
                        + "2020-01-01,1,2,1,2,7,B\n";
        DataSet data = read(text);
        assertEquals(
                List.of("A", "B"),
                List.of(data.bars().get(0).symbol(), data.bars().get(1).symbol()));
        assertEquals(1, data.bars().get(1).size());
        DataSet only = CsvBars.read(file("data.csv", text), LoadOptions.DEFAULTS.withSymbol("A"));
        assertEquals(1, only.bars().size());
        DataException e = assertThrows(
                DataException.class, () -> CsvBars.read(file("data.csv", text), LoadOptions.DEFAULTS.withSymbol("C")));
        assertTrue(e.getMessage().contains("no row of symbol \"C\""), e.getMessage());
    }

    @Test
    void shouldKeepOnlyTheRangeAskedForAndIgnoreBadRowsOutsideIt() throws IOException {
        Path file = file("data.csv", HEADER + "2019-01-01,0,0,0,0,0\n" + GOOD.substring(HEADER.length()));
        LoadOptions options = LoadOptions.DEFAULTS.withRange(nanos("2020-01-02"), nanos("2020-01-04"));
        assertEquals(2, CsvBars.read(file, options).bars().get(0).size());
        DataException e = assertThrows(
                DataException.class,
                () -> CsvBars.read(file, options.withRange(nanos("2025-01-01"), nanos("2026-01-01"))));
        assertTrue(e.getMessage().contains("runs from 2019-01-01T00:00:00Z to 2020-01-03T00:00:00Z"), e.getMessage());
    }

    static Stream<Arguments> malformed() {
        String first = "2020-01-01,10,12,9,11,100\n";
        return Stream.of(
                Arguments.of(HEADER + first + "2020-01-02,11,13,10,12\n", "line 3: columns 5: expected 6"),
                Arguments.of(HEADER + first + "2020-01-02,11,13,10,12,1,9\n", "line 3: columns 7: expected 6"),
                Arguments.of(
                        HEADER + first + "2020-01-02,11,13,10,abc,1\n",
                        "line 3: close \"abc\": expected a decimal number such as 101.25"),
                Arguments.of(
                        HEADER + first + "2020-01-02,11,,10,12,1\n", "line 3: high \"\": expected a decimal number"),
                Arguments.of(HEADER + "2020-01-01,NaN,12,9,11,100\n", "line 2: open \"NaN\": expected a finite number"),
                Arguments.of(
                        HEADER + "2020-01-01,10,-Infinity,9,11,100\n", "line 2: high \"-Infinity\": expected a finite"),
                Arguments.of(
                        HEADER + "2020-01-01,10,12,9,11,1e20\n", "line 2: volume \"1e20\": expected a number within"),
                Arguments.of(
                        HEADER + "yesterday,10,12,9,11,1\n", "line 2: date \"yesterday\": expected a time such as"),
                Arguments.of(HEADER + "2020-02-30,10,12,9,11,1\n", "line 2: date \"2020-02-30\": expected a time"),
                Arguments.of(HEADER + "2020-01-01,0,12,9,11,1\n", "line 2: open \"0\": expected a price above zero"),
                Arguments.of(HEADER + "2020-01-01,10,12,-9,11,1\n", "line 2: low \"-9\": expected a price above zero"),
                Arguments.of(HEADER + "2020-01-01,10,12,9,11,-1\n", "line 2: volume \"-1\": expected zero or more"),
                Arguments.of(
                        HEADER + "2020-01-01,10,10.5,9,11,1\n",
                        "line 2: high \"10.5\": expected at least open 10, close 11 and low 9"),
                Arguments.of(
                        HEADER + "2020-01-01,10,12,10.5,11,1\n",
                        "line 2: low \"10.5\": expected at most open 10 and close 11"),
                Arguments.of(
                        GOOD + "2020-01-03,12,14,11,13,300\n",
                        "line 5: date \"2020-01-03T00:00:00Z\": line 4 has this time already"),
                Arguments.of(
                        GOOD + "2020-01-02,12,14,11,13,300\n",
                        "line 5: date \"2020-01-02T00:00:00Z\": expected a time after that of line 4"),
                Arguments.of(
                        "date,open,high,low,close,volume,symbol\n2020-01-01,10,12,9,11,1,\n",
                        "line 2: symbol \"\": expected a symbol"),
                Arguments.of(HEADER, "no data rows after the header"),
                Arguments.of("", "the file is empty; expected a header"),
                Arguments.of("date,open,high,close,volume\n2020-01-01,1,2,1,1\n", "it lacks low"),
                Arguments.of("hello\nworld\n", "no usable header, found \"hello\""),
                Arguments.of(HEADER + first, "fewer than two different times); give --timeframe"),
                Arguments.of(HEADER + first + "\"2020-01-02,11,13,10,12,1\n", "cannot be split into cells"));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void shouldRefuseAndSayWhere(String text, String message) throws IOException {
        DataException e = assertThrows(DataException.class, () -> read(text));
        assertTrue(e.getMessage().contains(message), e.getMessage());
        assertTrue(e.getMessage().contains("data.csv: "), e.getMessage());
        assertEquals(3, e.exitCode());
    }

    @Test
    void shouldListTheFirstTenBadRowsAndCountAll() throws IOException {
        StringBuilder text = new StringBuilder(HEADER);
        for (int i = 1; i <= 25; i++) {
            text.append(String.format("2020-01-%02d,10,12,9,%s,1%n", i, i % 2 == 0 ? "x" : "11"));
        }
        DataException e = assertThrows(DataException.class, () -> read(text.toString()));
        assertTrue(e.getMessage().contains("12 bad rows of 25; the first 10:\n  line 3:"), e.getMessage());
        assertTrue(e.getMessage().contains("line 21:"), e.getMessage());
        assertFalse(e.getMessage().contains("line 23:"), e.getMessage());
    }

    @Test
    void shouldPassRepresentableRowsOnUnderQuarantine() throws IOException {
        Path file = file(
                "data.csv", GOOD + "2020-01-04,0,14,11,13,300\n2020-01-05,x,14,11,13,300\n2020-01-02,11,13,10,12,9\n");
        DataSet data = CsvBars.read(file, LoadOptions.DEFAULTS.withPolicy(RowPolicy.QUARANTINE));
        assertEquals(5, data.bars().get(0).size());
        assertEquals(0, data.bars().get(0).open(3));
        assertEquals(nanos("2020-01-02"), data.bars().get(0).openTimeNs(4));
        assertEquals(1, data.droppedRows());
        assertEquals(
                Map.of(IssueKind.PRICE_NOT_POSITIVE, 1L, IssueKind.BAD_NUMBER, 1L, IssueKind.OUT_OF_ORDER, 1L),
                data.issueCounts());
        assertEquals(
                List.of(5L, 6L, 7L), data.issues().stream().map(DataIssue::line).toList());
        assertEquals(0.5, DataReport.of(data).badFraction());
    }

    @Test
    void shouldOfferTheNearestNameForAMissingFile() throws IOException {
        file("prices.csv", GOOD);
        file("other.csv", GOOD);
        DataException e = assertThrows(
                DataException.class, () -> CsvBars.read(folder.resolve("price.csv"), LoadOptions.DEFAULTS));
        assertTrue(
                e.getMessage().contains("no such file; did you mean " + folder.resolve("prices.csv")), e.getMessage());
        assertEquals(3, e.exitCode());
        DataException far = assertThrows(
                DataException.class, () -> CsvBars.read(folder.resolve("missing.csv"), LoadOptions.DEFAULTS));
        assertTrue(far.getMessage().endsWith("no such file; the folder has other.csv, prices.csv"), far.getMessage());
    }

    @Test
    void shouldTellProgressOfALargeFile() throws IOException {
        StringBuilder text = new StringBuilder(HEADER);
        for (int i = 0; i < 100_000; i++) {
            text.append(1_500_000_000L + i * 60L).append(",100.25,101.5,99.75,100.5,12345.678\n");
        }
        Path file = file("data.csv", text.toString());
        List<Long> seen = new ArrayList<>();
        LoadOptions options = LoadOptions.DEFAULTS.withProgress((source, done, total) -> {
            assertEquals(text.length(), total);
            seen.add(done);
        });
        assertEquals(100_000, CsvBars.read(file, options).rows());
        assertEquals(text.length() / (1 << 20), seen.size());
    }

    @Test
    void shouldFailOnlyWithADataExceptionOnMutatedBytes() throws IOException {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        byte[] good = (GOOD + GOOD.substring(HEADER.length()).replace("2020", "2021")
                        + "1612137600,1.5,2,1,1.25,\"3\"\n")
                .getBytes(StandardCharsets.UTF_8);
        String alphabet = "0123456789,\"\n\r.-+eEnNaA TZ:\t;";
        Path file = folder.resolve("data.csv");
        for (int i = 0; i < 4_000; i++) {
            byte[] bytes = good.clone();
            for (int j = random.nextInt(5); j >= 0; j--) {
                bytes[random.nextInt(bytes.length)] = (byte)
                        (random.nextBoolean()
                                ? random.nextInt(256)
                                : alphabet.charAt(random.nextInt(alphabet.length())));
            }
            Files.write(file, bytes);
            RowPolicy policy = random.nextBoolean() ? RowPolicy.STRICT : RowPolicy.QUARANTINE;
            try {
                DataReport.of(DataSpec.parse("data.csv", folder).load(LoadOptions.DEFAULTS.withPolicy(policy)));
            } catch (DataException e) {
                assertFalse(e.getMessage().isBlank());
            } catch (RuntimeException e) {
                throw new AssertionError(
                        "seed " + seed + " case " + i + ": " + new String(bytes, StandardCharsets.UTF_8), e);
            }
        }
    }

    @Test
    void shouldReportOutliersStaleRunsAndGaps() throws IOException {
        StringBuilder text = new StringBuilder(HEADER);
        double[] closes = {100, 101, 100, 102, 101, 103, 102, 200, 103, 104, 103, 50, 50, 50, 50, 50, 50};
        for (int i = 0; i < closes.length; i++) {
            String c = Double.toString(closes[i]);
            long time = nanos("2020-01-01") / 1_000_000_000L + (i + (i >= 10 ? 3 : 0)) * 3_600L;
            text.append(time)
                    .append(',')
                    .append(String.join(",", c, c, c, c, "1"))
                    .append('\n');
        }
        DataReport report = DataReport.of(read(text.toString()));
        assertEquals(3, report.count(IssueKind.OUTLIER));
        assertEquals(1, report.count(IssueKind.STALE_RUN));
        assertEquals(1, report.count(IssueKind.GAP));
        assertEquals(0.0, report.badFraction());
        DataIssue gap = report.examples().get(report.examples().size() - 1);
        assertEquals("3", gap.value());
        assertEquals(12, gap.line());
    }

    private DataSet read(String text) throws IOException {
        return CsvBars.read(file("data.csv", text), LoadOptions.DEFAULTS);
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static long nanos(String date) {
        return Instant.parse(date + "T00:00:00Z").getEpochSecond() / 86_400 * DAY_NS;
    }
}
