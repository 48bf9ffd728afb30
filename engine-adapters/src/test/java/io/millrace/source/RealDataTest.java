package io.millrace.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RealDataTest {
    private static final long SECOND = 1_000_000_000L;

    @ParameterizedTest
    @CsvSource({
        "crypto/BTCUSDT_1h.csv.gz,3600",
        "crypto/ETHUSDT_1h.csv.gz,3600",
        "crypto/Coinbase-BTC-USD-PT4H-20160518_20251028.csv.gz,14400",
        "crypto/Coinbase-ETH-USD-PT4H-20160518_20251028.csv.gz,14400",
        "crypto/Coinbase-ETH-USD-PT1D-20160517_20251028.csv.gz,86400",
        "crypto/FTX_BTC-PERP_1m_2021-12-31_2022-02-01.csv.gz,60",
        "crypto/TradingView-INDEX_BTCUSD-PT1D-20091005_20260306.csv.gz,86400",
        "equities/lean_daily/SPY.csv,86400",
        "equities/lean_daily/QQQ.csv,86400",
        "equities/lean_daily/AAPL.csv,86400"
    })
    void shouldReadWhatASimplerParserReads(String name, int timeframe) throws IOException {
        Path file = shared(name);
        List<String> lines = lines(Files.newInputStream(file), name);
        BarSeries bars = CsvBars.read(file, LoadOptions.DEFAULTS.withPolicy(RowPolicy.QUARANTINE))
                .bars()
                .get(0);
        assertEquals(lines.size() - 1, bars.size());
        assertEquals(timeframe, bars.timeframeSeconds());
        for (int i = 0; i < bars.size(); i++) {
            String[] cells = lines.get(i + 1).split(",");
            assertEquals(time(cells[0]), bars.openTimeNs(i));
            assertEquals(fixed(cells[1]), bars.open(i));
            assertEquals(fixed(cells[2]), bars.high(i));
            assertEquals(fixed(cells[3]), bars.low(i));
            assertEquals(fixed(cells[4]), bars.close(i));
            assertEquals(fixed(cells[5]), bars.volume(i));
        }
    }

    @Test
    void shouldReadTheGeminiFileWithItsTitleItsTwoUnitsAndItsBadFirstBar() throws IOException {
        Path file = shared("crypto/Gemini_BTCUSD_1h_2015-10_2021-03.csv.gz");
        DataException e = assertThrows(DataException.class, () -> CsvBars.read(file, LoadOptions.DEFAULTS));
        assertTrue(e.getMessage().contains("Open \"0.0\": expected a price above zero"), e.getMessage());
        List<String> lines = lines(Files.newInputStream(file), file.toString());
        assertTrue(e.getMessage().contains("line " + lines.size() + ": "), e.getMessage());
        LoadOptions later = LoadOptions.DEFAULTS.withRange(TimeText.parse("2015-10-09"), Long.MAX_VALUE);
        DataSet data = CsvBars.read(file, later);
        BarSeries bars = data.bars().get(0);
        assertEquals("BTCUSD", bars.symbol());
        assertEquals(3_600, bars.timeframeSeconds());
        assertEquals(time("2021-03-23 00:00:00"), bars.openTimeNs(bars.size() - 1));
        assertEquals(3, bars.line(bars.size() - 1));
        assertEquals(fixed("53841.98"), bars.close(bars.size() - 1));
        for (int i = 0; i < bars.size(); i++) {
            assertEquals(time(lines.get(bars.line(i) - 1).split(",")[1]), bars.openTimeNs(i));
        }
        assertEquals(3, data.notices().size(), data.notices().toString());
    }

    @Test
    void shouldReadFiveHundredSymbolsAndNameTheBadRows() throws IOException {
        Path file = shared("equities/all_stocks_5yr.csv.gz");
        DataSet data = CsvBars.read(file, LoadOptions.DEFAULTS.withPolicy(RowPolicy.QUARANTINE));
        assertEquals(505, data.bars().size());
        assertEquals(11, data.droppedRows());
        assertEquals(619_040, data.rows() + data.droppedRows());
        long bad = 0;
        long lineNumber = 0;
        for (String line : lines(Files.newInputStream(file), file.toString())) {
            String[] cells = line.split(",", -1);
            lineNumber++;
            if (lineNumber == 1 || cells[1].isEmpty() || cells[2].isEmpty() || cells[3].isEmpty()) {
                continue;
            }
            double open = Double.parseDouble(cells[1]);
            double high = Double.parseDouble(cells[2]);
            double low = Double.parseDouble(cells[3]);
            double close = Double.parseDouble(cells[4]);
            bad += high < Math.max(open, close) || low > Math.min(open, close) || high < low ? 1 : 0;
        }
        assertEquals(bad, data.issueCounts().get(IssueKind.NOT_BRACKETED));
    }

    @Test
    void shouldReportTheHoleInQqq() {
        DataSet data = CsvBars.read(
                shared("equities/lean_daily/QQQ.csv"), LoadOptions.DEFAULTS.withPolicy(RowPolicy.QUARANTINE));
        DataReport report = DataReport.of(data);
        assertTrue(
                report.examples().stream()
                        .anyMatch(issue ->
                                issue.kind() == IssueKind.GAP && issue.field().contains("2011-03-23")),
                report.examples().toString());
    }

    @Test
    void shouldReadTheEmbeddedTrades() throws IOException {
        DataSet data = EmbeddedData.load("btc-trades", LoadOptions.DEFAULTS);
        TradeSeries trades = data.trades().get(0);
        List<String> lines = embedded("bitstamp_trades_from_20131125_usd.csv");
        assertEquals(100_000, trades.size());
        assertEquals(lines.size() - 1, trades.size());
        long zeros =
                lines.stream().filter(line -> line.endsWith(",0.000000000000")).count();
        assertTrue(
                data.notices().get(0).contains(": " + zeros + " trades of quantity zero"),
                data.notices().toString());
        for (int i = 0; i < trades.size(); i++) {
            String[] cells = lines.get(i + 1).split(",");
            assertEquals(Long.parseLong(cells[0]) * SECOND, trades.timeNs(i));
            assertEquals(fixed(cells[1]), trades.price(i));
            assertEquals(fixed(cells[2]), trades.quantity(i));
        }
    }

    @Test
    void shouldReadTheEmbeddedDailyBars() throws IOException {
        BarSeries bars = EmbeddedData.load("aapl", LoadOptions.DEFAULTS).bars().get(0);
        assertEquals(embedded("appleinc_bars_from_20130101_usd.csv").size() - 1, bars.size());
        assertEquals("AAPL", bars.symbol());
        assertEquals(86_400, bars.timeframeSeconds());
        assertEquals(fixed("549.03"), bars.close(0));
    }

    @Test
    void shouldReadTheEmbeddedFiveMinuteBars() throws IOException {
        DataSet data = EmbeddedData.load("eth-5m", LoadOptions.DEFAULTS);
        BarSeries bars = data.bars().get(0);
        List<String> lines = embedded("ETH-USD-PT5M-2023-3-13_2023-3-15.json");
        assertEquals(lines.stream().filter(line -> line.contains("\"endTime\"")).count(), bars.size());
        assertEquals(580, bars.size());
        assertEquals(time("2023-03-13 18:00:00"), bars.openTimeNs(0));
        assertEquals(fixed("1672.99"), bars.close(0));
        assertEquals(fixed("419.89"), bars.volume(579));
        for (int i = 1; i < bars.size(); i++) {
            assertTrue(bars.openTimeNs(i) > bars.openTimeNs(i - 1));
        }
    }

    @Test
    void shouldReadAFolderOfDailyFiles() {
        DataSet data = DataSpec.parse(shared("equities/lean_daily").toString(), Path.of(""))
                .load(LoadOptions.DEFAULTS.withPolicy(RowPolicy.QUARANTINE));
        Map<String, Integer> sizes =
                data.bars().stream().collect(Collectors.toMap(BarSeries::symbol, BarSeries::timeframeSeconds));
        assertEquals(8, sizes.size());
        assertTrue(data.bars().stream().allMatch(BarSeries::hasAdjustedClose));
    }

    private static Path shared(String name) {
        return Stream.of("../shared/data", "../../shared/data", "../../../shared/data")
                .map(root -> Path.of(root).resolve(name))
                .filter(Files::exists)
                .findFirst()
                .orElseGet(() -> Assumptions.abort("skipped: no ../shared/data/" + name + " on this machine"));
    }

    private static List<String> embedded(String name) throws IOException {
        return lines(RealDataTest.class.getResourceAsStream("/embedded/" + name), name);
    }

    private static List<String> lines(InputStream stream, String name) throws IOException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                name.endsWith(".gz") ? new GZIPInputStream(stream) : stream, StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        }
    }

    private static long fixed(String text) {
        return new BigDecimal(text)
                .setScale(8, RoundingMode.HALF_EVEN)
                .unscaledValue()
                .longValueExact();
    }

    private static long time(String text) {
        Instant instant = text.length() == 10
                ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
                : text.endsWith("Z")
                        ? Instant.parse(text)
                        : LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
        return instant.getEpochSecond() * SECOND + instant.getNano();
    }
}
