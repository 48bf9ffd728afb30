package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user is told of a system that lacks something or contradicts itself, from the command line. */
class BadInputTest {
    private static final String INSTRUMENTS = "engine: {mode: backtest}\ninstruments:\n"
            + "  - {symbol: AAA, assetClass: equity, calendar: NYSE}\n"
            + "  - {symbol: BBB, assetClass: equity, calendar: NYSE%s}\n";

    @TempDir
    Path work;

    @BeforeEach
    void shouldHaveTwoNames() throws IOException {
        Files.createDirectory(work.resolve("data"));
        for (String name : new String[] {"AAA", "BBB"}) {
            StringBuilder rows = new StringBuilder("date,open,high,low,close,volume\n");
            LocalDate day = LocalDate.of(2023, 3, 6);
            for (int i = 0; i < 20; i++) {
                rows.append(day).append(",100,101,99,100,1000\n");
                day = day.plusDays(i % 5 == 4 ? 3 : 1);
            }
            Files.writeString(work.resolve("data").resolve(name + ".csv"), rows);
        }
    }

    private CommandRun run(String actions, String rest) throws IOException {
        Path config = Files.writeString(work.resolve("c.yaml"), String.format(INSTRUMENTS, actions) + rest);
        return CommandRun.of(
                "backtest", "--config", config, "--data", work.resolve("data"), "--out", work.resolve("out"));
    }

    private String alerts() {
        return CommandRun.of("tail", work.resolve("out"), "--type", "Alert").out();
    }

    @Test
    void shouldNameTheSeriesAStrategyGoesWithout() throws IOException {
        CommandRun run = run("", "strategies:\n  - {name: panic-contrarian, symbol: \"AAA,BBB\", timeframe: 1d}\n");
        assertEquals(0, run.exitCode(), run.err());
        assertTrue(
                run.out()
                        .contains("no series, so panic-contrarian decides without: vix, spy, oil,"
                                + " attention:AAA, attention:BBB (--series NAME=FILE gives one)"),
                run.out());
    }

    /** Declared is not given; SPY itself needs no series of it. */
    @Test
    void shouldNameADeclaredSeriesWithoutValues() throws IOException {
        Path data = Files.createDirectory(work.resolve("spy"));
        Files.copy(work.resolve("data/AAA.csv"), data.resolve("AAA.csv"));
        Files.copy(work.resolve("data/AAA.csv"), data.resolve("SPY.csv"));
        Path config = Files.writeString(
                work.resolve("p.yaml"),
                "engine: {mode: backtest}\nseries: [{name: vix}, {name: oil}, {name: \"attention:SPY\"}]\n"
                        + "strategies:\n  - {name: panic-contrarian, symbol: \"SPY,AAA\", timeframe: 1d}\n");
        CommandRun run =
                CommandRun.of("backtest", "--config", config, "--data", data, "--out", work.resolve("declared"));
        assertEquals(0, run.exitCode(), run.err());
        assertTrue(
                run.out()
                        .contains("no series, so panic-contrarian decides without: vix, oil, attention:SPY,"
                                + " attention:AAA (--series NAME=FILE gives one)"),
                run.out());
        assertTrue(run.out().contains("timeframe 1d inferred in 2 files, each from 16 of 19 spacings"), run.out());
        assertTrue(!run.out().contains("SPY.csv: timeframe"), run.out());
    }

    /** Given is not fresh: one series ends before the model is warm, one begins after it. */
    @Test
    void shouldNameAGivenSeriesThatIsTooOldOrBeginsTooLate() throws IOException {
        StringBuilder rows = new StringBuilder("date,open,high,low,close,volume\n");
        LocalDate day = LocalDate.of(2023, 1, 2);
        for (int i = 0; i < 100; i++) {
            int price = 100 + i % 3;
            rows.append(
                    day + "," + price + "," + (price + 1) + "," + (price - 1) + "," + price + "," + (900 + i) + "\n");
            day = day.plusDays(i % 5 == 4 ? 3 : 1);
        }
        Path data = Files.writeString(work.resolve("AAA.csv"), rows);
        Path old = Files.writeString(work.resolve("vix.csv"), "date,value\n2023-01-02,31\n2023-01-03,32.5\n");
        Path late = Files.writeString(work.resolve("oil.csv"), "date,value\n2023-05-18,71\n2023-05-19,72\n");
        CommandRun run = CommandRun.of(
                "backtest",
                "--strategy",
                "panic-contrarian",
                "--data",
                data,
                "--param",
                "zPeriod=20",
                "--series",
                "vix=" + old,
                "--series",
                "oil=" + late,
                "--out",
                work.resolve("series"));
        assertEquals(0, run.exitCode(), run.err());
        // Volatility is of 20 returns, its score of 20 of these: the 40th bar, Friday 2023-02-24, known at midnight.
        assertTrue(
                run.out()
                        .contains("panic-contrarian: no VIX; it gives no stress point: vix (its newest value on"
                                + " 2023-02-25, 32.5, is too old)"),
                run.out());
        assertTrue(
                run.out()
                        .contains("panic-contrarian: no oil price; it gives no stress point: oil (no value yet on"
                                + " 2023-02-25)"),
                run.out());
        assertTrue(run.out().contains("decides without: spy, attention:AAA "), run.out());
        String alerts =
                CommandRun.of("tail", work.resolve("series"), "--level", "warn").out();
        assertEquals(4, alerts.lines().count(), alerts);
    }

    @Test
    void shouldNameTheSeriesTheMacroScoreGoesWithout() throws IOException {
        CommandRun run = run(
                "",
                "strategies:\n  - {name: buy-and-hold, symbol: AAA, timeframe: 1d}\nrisk: {macroSeries: economy}\n");
        assertEquals(0, run.exitCode(), run.err());
        assertTrue(run.out().contains("no series for risk.macroSeries"), run.out());
        assertTrue(run.out().contains("every entry is cut to 0.5 of its size: economy"), run.out());
    }

    @Test
    void shouldSayWhyAModelNeverTraded() throws IOException {
        CommandRun run = run("", "strategies:\n  - {name: equity-reversal, symbol: \"*\", timeframe: 1d}\n");
        assertEquals(0, run.exitCode(), run.err());
        assertTrue(run.out().contains("equity-reversal never traded: too few instruments"), run.out());
        assertTrue(run.out().contains("leastNames is the least (2)"), run.out());
    }

    @Test
    void shouldNameTheSeriesRegimesAreJudgedWithoutAndJournalIt() throws IOException {
        CommandRun run = run(
                "",
                "strategies:\n  - {name: equity-trend, symbol: \"AAA,BBB\", timeframe: 1d}\n"
                        + "regimes: {volatility: {series: vix}, macro: {tenYear: y10, twoYear: y2}}\n");
        assertEquals(0, run.exitCode(), run.err());
        assertTrue(run.out().contains("stay neutral where nothing else speaks: vix, y10, y2 "), run.out());
        assertEquals(2, alerts().split("REGIME_REFERENCE_MISSING", -1).length - 1, alerts());
    }

    @Test
    void shouldAddUpBudgetsAndNameContradictoryLimitsTogether() throws IOException {
        CommandRun run = run(
                "",
                "strategies:\n  - {name: buy-and-hold, symbol: AAA, timeframe: 1d, budget: 0.7}\n"
                        + "  - {name: buy-and-hold, symbol: BBB, timeframe: 1d, budget: 0.6}\n"
                        + "portfolio: {capital: 1000}\n"
                        + "risk: {priceCollar: 0.3, stopCollar: 0.2, macroFloor: 50, macroLift: 40,"
                        + " deRiskDrawdown: 0.15, haltDrawdown: 0.1}\n");
        assertEquals(2, run.exitCode());
        assertTrue(run.err().contains("the budgets add up to 1.3 (0.7 + 0.6); expected at most 1"), run.err());
        assertTrue(run.err().contains("risk.stopCollar: 0.2, less than risk.priceCollar"), run.err());
        assertTrue(run.err().contains("risk.macroLift: 40, less than risk.macroFloor"), run.err());
        assertTrue(run.err().contains("c.yaml:"), run.err());
        assertTrue(run.err().contains("): 0.1, less than risk.deRiskDrawdown ("), run.err());
    }

    @Test
    void shouldNotTradeANameAfterItsDelistingAndSayThatItHasRows() throws IOException {
        CommandRun run = run(
                ", actions: 2023-03-15 delisting",
                "strategies:\n  - {name: buy-and-hold, symbol: BBB, timeframe: 1d}\n");
        assertEquals(0, run.exitCode(), run.err());
        assertTrue(
                run.out()
                        .contains("the delisting of BBB on 2023-03-15 lies before the end of its data (2023-03-31):"
                                + " orders in the rows after it are refused; check the date"),
                run.out());
        assertTrue(alerts().contains("DELISTED"), alerts());
    }

    /** One thing is wrong, so one thing is said: not also that the strategy's symbol is unknown. */
    @Test
    void shouldSayOnceThatADelistingFallsOnAHoliday() throws IOException {
        CommandRun run = run(
                ", actions: 2023-01-01 delisting",
                "strategies:\n  - {name: buy-and-hold, symbol: BBB, timeframe: 1d}\n");
        assertEquals(2, run.exitCode());
        assertTrue(run.err().contains("(BBB): actions is 2023-01-01 delisting"), run.err());
        assertTrue(run.err().contains("expected a session day of NYSE"), run.err());
        assertFalse(run.err().contains("names \"BBB\""), run.err());
    }
}
