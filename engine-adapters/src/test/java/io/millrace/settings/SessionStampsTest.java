package io.millrace.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.millrace.config.ConfigException;
import io.millrace.config.Settings;
import io.millrace.engine.EngineConfig;
import io.millrace.source.BarSeries;
import io.millrace.source.DataSet;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SessionStampsTest {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final int DAY = 86_400;

    @Test
    void shouldGiveDailyBarsTheTimesOfTheirSession() {
        DataSet stamped = SessionStamps.apply(data(DAY, "2024-11-01", "2024-11-04", "2024-11-29"), config("NYSE"));

        assertEquals(
                List.of(
                        "2024-11-01T13:30:00Z 2024-11-01T20:00:00Z 1",
                        "2024-11-04T14:30:00Z 2024-11-04T21:00:00Z 2",
                        "2024-11-29T14:30:00Z 2024-11-29T18:00:00Z 3"),
                texts(stamped.bars().get(0)));
        assertEquals(DAY, stamped.bars().get(0).timeframeSeconds());
    }

    @Test
    void shouldLeaveOtherBarsAlone() {
        DataSet daily = data(DAY, "2024-11-01", "2024-11-02");
        assertSame(
                daily.bars().get(0),
                SessionStamps.apply(daily, config("24x7")).bars().get(0));
        DataSet hourly = data(3_600, "2024-11-02");
        assertSame(
                hourly.bars().get(0),
                SessionStamps.apply(hourly, config("NYSE")).bars().get(0));
        DataSet timed = at(DAY, ns("2024-11-01T13:30:00Z"));
        assertEquals(
                List.of("2024-11-01T13:30:00Z 2024-11-02T13:30:00Z 1"),
                texts(SessionStamps.apply(timed, config("NYSE")).bars().get(0)));
    }

    @Test
    void shouldNameBarsOfDaysWithoutASession() {
        List<String> found = assertThrows(
                        ConfigException.class,
                        () -> SessionStamps.apply(
                                data(
                                        DAY,
                                        "1989-06-01",
                                        "2012-10-29",
                                        "2012-10-31",
                                        "2024-11-02",
                                        "2024-11-03",
                                        "2024-11-28",
                                        "2024-12-25"),
                                config("NYSE")))
                .violations();
        assertEquals(6, found.size(), String.join("\n", found));
        assertEquals(
                "the data has a daily bar of SPY on 2012-10-29, on which its calendar NYSE has no session "
                        + "(Hurricane Sandy); leave the row out, or set calendar 24x7",
                found.get(1));
        assertEquals("and 1 more daily bars of SPY on days without a session", found.get(5));
    }

    private static EngineConfig config(String calendar) {
        return EngineConfig.read(new Settings()
                .put("instruments.0.symbol", "SPY", "test")
                .put("instruments.0.calendar", calendar, "test")
                .put("strategies.0.name", "buy-and-hold", "test"));
    }

    private static DataSet data(int seconds, String... dates) {
        long[] opens = new long[dates.length];
        for (int i = 0; i < opens.length; i++) {
            opens[i] = LocalDate.parse(dates[i]).toEpochDay() * DAY * SECOND_NS;
        }
        return at(seconds, opens);
    }

    /** Closes 1, 2, 3... */
    private static DataSet at(int seconds, long... opens) {
        long[] prices = new long[opens.length];
        for (int i = 0; i < prices.length; i++) {
            prices[i] = i + 1L;
        }
        long[][] columns = {prices, prices, prices, prices};
        return new DataSet(
                List.of(BarSeries.of("SPY", seconds, opens, columns, prices)),
                List.of(),
                List.of(),
                Map.of(),
                List.of());
    }

    private static List<String> texts(BarSeries series) {
        List<String> texts = new java.util.ArrayList<>();
        for (int row = 0; row < series.size(); row++) {
            texts.add(Instant.ofEpochSecond(series.openTimeNs(row) / SECOND_NS) + " "
                    + Instant.ofEpochSecond(series.closeTimeNs(row) / SECOND_NS) + " " + series.close(row));
        }
        return texts;
    }

    private static long ns(String instant) {
        return Instant.parse(instant).getEpochSecond() * SECOND_NS;
    }
}
