package io.millrace.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportWriterTest {
    @TempDir
    Path folder;

    @Test
    void shouldWriteTheKeysOthersRead() throws IOException {
        ReportWriter.write(List.of(SampleRuns.daily(100, 100, 110, 99)), folder);
        final String json = Files.readString(folder.resolve("metrics.json"));
        for (final String key :
                ("run strategy bars trades finalEquity totalReturn cagr sharpe sortino maxDrawdown calmar"
                                + " winRate profitFactor exposure turnover fees bps elapsedSeconds eventsPerSecond"
                                + " journal stateHash orderHash report")
                        .split(" ")) {
            assertTrue(json.contains("\"" + key + "\":"), key + " is missing in " + json);
        }
        assertTrue(json.contains("\"finalEquity\":99,"), json);
        assertTrue(json.contains("\"winRate\":null,"), json);
        assertEquals(
                List.of("run,time,equity,invested,drawdown", "run-1,1970-01-01T00:00:00Z,100,0,0.0"),
                Files.readAllLines(folder.resolve("equity.csv")).subList(0, 2));
        assertEquals(1, Files.readAllLines(folder.resolve("trades.csv")).size());
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(4, files.count());
        }
    }

    /** The command line, the tables and metrics.json give a fall as a positive part: so does the headline. */
    @Test
    void shouldGiveTheDrawdownTheSameSignEverywhere() throws IOException {
        ReportWriter.write(List.of(SampleRuns.daily(100, 100, 110, 99)), folder);
        assertTrue(Files.readString(folder.resolve("metrics.json")).contains("\"maxDrawdown\":0.1"));
        final String page = Files.readString(folder.resolve("report.html"));
        assertTrue(page.contains("'Max drawdown', percent(m.maxDrawdown)"), "the headline");
        assertTrue(!page.contains("-m.maxDrawdown"), "nobody turns it around");
    }

    @Test
    void shouldNotLetASymbolBecomeMarkup() throws IOException {
        final RunResult like = SampleRuns.daily(100, 100, 110);
        final String evil = "</script><script>alert(1)</script>{{data}}\"\u2028";
        final RunHeader header = new RunHeader(evil, evil, List.of(evil), Map.of(evil, evil), List.of(evil), evil);
        final RunResult run = new RunResult(
                header,
                like.account(),
                like.curve(),
                List.of(),
                TradeLog.NONE,
                like.speed(),
                like.verification(),
                List.of(evil));
        final String page = Files.readString(ReportWriter.write(List.of(run), folder));
        assertFalse(page.contains("<script>alert"));
        assertEquals(3, page.split("</script>", -1).length - 1);
    }

    @Test
    void shouldKeepEndsAndExtremesWhenThinning() {
        final double[] values = new double[1_000_000];
        values[123_456] = 9;
        values[654_321] = -9;
        final int[] kept = Sampler.indices(values.length, 4_000, i -> values[i]);
        assertTrue(kept.length <= 4_000);
        assertEquals(0, kept[0]);
        assertEquals(values.length - 1, kept[kept.length - 1]);
        assertTrue(java.util.Arrays.binarySearch(kept, 123_456) >= 0);
        assertTrue(java.util.Arrays.binarySearch(kept, 654_321) >= 0);
    }

    @Test
    void shouldCutReturnsAtMonthEnds() {
        // Closes at midnight: the one of 31 January is the 32nd sample.
        final double[] equity = new double[60];
        java.util.Arrays.fill(equity, 0, 32, 110);
        java.util.Arrays.fill(equity, 32, 60, 121);
        final MonthlyReturns.Year year =
                MonthlyReturns.of(SampleRuns.daily(100, equity)).get(0);
        assertEquals(1970, year.year());
        assertEquals(0.10, year.months()[0], 1e-12);
        assertEquals(0.10, year.months()[1], 1e-12);
        assertTrue(Double.isNaN(year.months()[3]));
        assertEquals(0.21, year.total(), 1e-12);
    }
}
