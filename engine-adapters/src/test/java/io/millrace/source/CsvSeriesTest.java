package io.millrace.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Times are worked out by hand; real files are the shapes that public sources export. */
class CsvSeriesTest {
    private static final long HOUR_NS = 3_600_000_000_000L;

    @TempDir
    Path folder;

    private SeriesSpec file(String... lines) throws IOException {
        return SeriesSpec.of("x", Files.writeString(folder.resolve("x.csv"), String.join("\n", lines) + "\n"));
    }

    private static CsvSeries.Loaded read(SeriesSpec spec) {
        return CsvSeries.read(spec, ProgressListener.NONE);
    }

    private static long ns(String time) {
        return Instant.parse(time).getEpochSecond() * 1_000_000_000L;
    }

    @Test
    void shouldKnowADailyValueAtTheEndOfItsDayAndLater() throws IOException {
        SeriesSpec spec = file("date,v", "2024-03-08,1.5", "2024-03-11,-2").withLagNs(24 * HOUR_NS);
        ObservationSeries series = read(spec).series();

        assertEquals(ns("2024-03-08T00:00:00Z"), series.observedTimeNs(0));
        assertEquals(ns("2024-03-10T00:00:00Z"), series.knownTimeNs(0));
        assertEquals(-2, series.value(1));
        assertEquals(3, series.line(1));
    }

    @Test
    void shouldEndADayInItsZoneAlsoWhenClocksChange() throws IOException {
        SeriesSpec spec = file("date,v", "2024-03-08,1", "2024-03-10,2").withZone(ZoneId.of("America/New_York"));
        ObservationSeries series = read(spec).series();

        assertEquals(ns("2024-03-09T05:00:00Z"), series.knownTimeNs(0));
        assertEquals(ns("2024-03-11T04:00:00Z"), series.knownTimeNs(1));
    }

    @Test
    void shouldKnowWeeklyInterestAtTheEndOfItsWeekBehindATitle() throws IOException {
        SeriesSpec spec =
                file("Category: All categories", "", "Week,bitcoin: (Worldwide)", "2024-01-07,40", "2024-01-14,<1");
        CsvSeries.Loaded loaded = read(spec);

        assertEquals(ns("2024-01-14T00:00:00Z"), loaded.series().knownTimeNs(0));
        assertEquals(0, loaded.series().value(1));
        assertTrue(loaded.notices().get(0).contains("1 values \"<1\" read as 0"), loaded.notices()::toString);
    }

    @Test
    void shouldKnowAMonthlyValueAtTheEndOfItsMonth() throws IOException {
        ObservationSeries series =
                read(file("MONTH,n", "2024-01,1", "2024-02,2")).series();

        assertEquals(ns("2024-03-01T00:00:00Z"), series.knownTimeNs(1));
    }

    @Test
    void shouldTakeATimeOfDayAsIt() throws IOException {
        ObservationSeries series =
                read(file("time,v", "2024-01-07T15:30:00Z,1")).series();

        assertEquals(ns("2024-01-07T15:30:00Z"), series.knownTimeNs(0));
    }

    @Test
    void shouldTakeTimesThatAreAllMidnightsForDays() throws IOException {
        ObservationSeries series = read(file("time,v", "2024-01-07T00:00:00Z,1", "2024-01-08T00:00:00Z,1"))
                .series();

        assertEquals(ns("2024-01-08T00:00:00Z"), series.knownTimeNs(0));
    }

    @Test
    void shouldChooseColumnAndSymbolByName() throws IOException {
        SeriesSpec spec = file("date,a,b,ticker", "2024-01-01,1,2,X", "2024-01-01,3,4,Y", "2024-01-02,5,6,Y");
        ObservationSeries series =
                read(spec.withValueColumn("B").withSymbol("Y")).series();

        assertEquals(2, series.size());
        assertEquals(4, series.value(0));
        assertEquals(6, series.value(1));
    }

    @Test
    void shouldSkipAndCountRowsWithoutAValueAndTurnNewestFirst() throws IOException {
        CsvSeries.Loaded loaded = read(file("date,v", "2024-01-04,4", "2024-01-03,", "2024-01-02,.", "2024-01-01,1"));

        assertEquals(2, loaded.series().size());
        assertEquals(1, loaded.series().value(0));
        assertTrue(loaded.notices().get(1).contains("2 rows without a value skipped"), loaded.notices()::toString);
    }

    @Test
    void shouldNameFileLineAndColumnOfWhatIsWrong() throws IOException {
        refused(file("date,v", "2024-01-01,1", "2024-01-02,abc"), "x.csv: line 3", "v \"abc\"");
        refused(file("date,v", "soon,1"), "x.csv: line 2", "date \"soon\"");
        refused(file("date,v", "2024-01-02,1", "2024-01-01,1", "2024-01-03,1"), "line 3", "line 2");
        refused(file("date,v", "2024-01-02,1", "2024-01-02,2"), "line 3", "another value");
        refused(file("date,a,b", "2024-01-02,1,2"), "date, a, b", "column=");
        refused(file("date,a,b", "2024-01-02,1,2").withValueColumn("c"), "\"c\"", "date, a, b");
        refused(file("a,b", "1,2"), "no header", "date=");
        refused(file("date,v"), "has no value");
    }

    private static void refused(SeriesSpec spec, String... parts) {
        DataException refusal = assertThrows(DataException.class, () -> read(spec));
        for (String part : parts) {
            assertTrue(refusal.getMessage().contains(part), refusal.getMessage());
        }
    }

    @Test
    void shouldKeepOfTheTimeBeforeARunOnlyWhatIsKnownAtItsStart() throws IOException {
        ObservationSeries series = read(file("date,v", "2024-01-01,1", "2024-01-02,2", "2024-01-03,3", "2024-01-04,4"))
                .series();

        ObservationSeries within = series.within(ns("2024-01-03T12:00:00Z"), ns("2024-01-04T12:00:00Z"));

        assertEquals(2, within.size());
        assertEquals(2, within.value(0));
        assertEquals(3, within.value(1));
        assertEquals(0, series.within(0, ns("2024-01-01T12:00:00Z")).size());
    }

    @Test
    void shouldReadTheFilesOfPublicSources() {
        Path data = Path.of("../../shared/data");
        Assumptions.assumeTrue(Files.isDirectory(data), "the shared market data is not beside the project");
        Path macro = data.resolve("macro");

        assertEquals(9_235, rows(SeriesSpec.of("vix", macro.resolve("vix-daily.csv"))));
        CsvSeries.Loaded yield = read(SeriesSpec.of("y10", macro.resolve("DGS10.csv")));
        assertTrue(yield.notices().toString().contains("228 rows without a value"), yield.notices()::toString);
        ObservationSeries oil =
                read(SeriesSpec.of("wti", macro.resolve("wti-daily.csv"))).series();
        double lowest = 0;
        for (int i = 0; i < oil.size(); i++) {
            lowest = Math.min(lowest, oil.value(i));
        }
        assertEquals(-36.98, lowest);
        Path trends = data.resolve("google_trends");
        assertTrue(rows(SeriesSpec.of("debt", trends.resolve("GoogleTrendsData.csv"))
                        .withValueColumn("debt"))
                > 300);
        assertTrue(rows(SeriesSpec.of("btc", trends.resolve("Bitcoin Search Trend.csv"))) > 10);
    }

    private static int rows(SeriesSpec spec) {
        return read(spec).series().size();
    }
}
