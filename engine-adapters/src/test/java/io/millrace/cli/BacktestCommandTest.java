package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.report.RunResult;
import io.millrace.report.Speed;
import io.millrace.source.DataSet;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Expected figures are worked out by hand from prices chosen for it. */
class BacktestCommandTest {
    private static final List<String> CONTRACT = List.of(
            "run",
            "strategy",
            "bars",
            "trades",
            "finalEquity",
            "totalReturn",
            "cagr",
            "sharpe",
            "sortino",
            "maxDrawdown",
            "calmar",
            "winRate",
            "profitFactor",
            "exposure",
            "turnover",
            "fees",
            "bps",
            "elapsedSeconds",
            "eventsPerSecond",
            "journal",
            "stateHash",
            "orderHash",
            "report",
            "openPositions",
            "capital",
            "notices");

    private static final String SHARE = "date,open,high,low,close,volume\n2024-03-07,100,100,100,100,1000\n"
            + "2024-03-08,100,104,100,104,1000\n2024-03-11,105,110,105,110,1000\n";

    @TempDir
    Path folder;

    /** Daily bars, weekends among them; the open of each bar is the close of the one before. */
    private Path bars(String name, double... closes) throws IOException {
        StringBuilder text = new StringBuilder("date,open,high,low,close,volume\n");
        double open = closes[0];
        for (int i = 0; i < closes.length; i++) {
            double high = Math.max(open, closes[i]);
            double low = Math.min(open, closes[i]);
            String day = java.time.LocalDate.of(2024, 1, 1).plusDays(i).toString();
            text.append(day + "," + open + "," + high + "," + low + "," + closes[i] + ",1000\n");
            open = closes[i];
        }
        return Files.writeString(folder.resolve(name), text);
    }

    private CommandRun run(Path data, Object... more) {
        Object[] fixed = {
            "backtest", "--json", "--strategy", "buy-and-hold", "--data", data, "--out", folder.resolve("o")
        };
        Object[] all = java.util.Arrays.copyOf(fixed, fixed.length + more.length);
        System.arraycopy(more, 0, all, fixed.length, more.length);
        return CommandRun.of(all);
    }

    @Test
    void shouldBuyAtTheNextOpenLessTheFeeAndMarkAtTheLastClose() throws IOException {
        CommandRun run = run(bars("UP.csv", 100, 100, 110, 120), "--fee-bps", 100, "--capital", "1010");

        assertEquals(0, run.exitCode(), run.err());
        Map<?, ?> json = run.json();
        CONTRACT.forEach(key -> assertTrue(json.containsKey(key), key));
        // 1010 buys 10 units at 100 with a fee of 1 %; they are worth 1200 at the end.
        assertEquals(1200, (double) json.get("finalEquity"), 1e-5);
        assertEquals(10, (double) json.get("fees"), 1e-6);
        assertEquals(0.0, json.get("trades"));
        assertEquals(1.0, json.get("openPositions"));
        assertNull(json.get("winRate"));
        assertEquals(4.0, json.get("bars"));
        assertEquals("buy-and-hold", json.get("strategy"));
    }

    @Test
    void shouldAccountTheClosingFeeWhenClosedAtTheEnd() throws IOException {
        CommandRun run =
                run(bars("UP.csv", 100, 100, 110, 120), "--fee-bps", 100, "--capital", "1010", "--close-at-end");

        Map<?, ?> json = run.json();
        assertEquals(1188, (double) json.get("finalEquity"), 1e-5);
        assertEquals(22, (double) json.get("fees"), 1e-5);
        assertEquals(1.0, json.get("trades"));
        assertEquals(0.0, json.get("openPositions"));
        assertEquals(178, (double) json.get("expectancy"), 1e-4);
    }

    /** 1010 buy 10 units at 100 that are 40 after a split, worth 30 each; bought for 1000 and sold for 1200. */
    @Test
    void shouldCloseAtTheEndInUnitsAfterASplit() throws IOException {
        Path data = Files.writeString(
                folder.resolve("UP.csv"),
                "date,open,high,low,close,volume\n2024-01-02,100,100,100,100,1000\n"
                        + "2024-01-03,100,100,100,100,1000\n2024-01-04,25,25,25,25,1000\n"
                        + "2024-01-05,25,30,25,30,1000\n");
        CommandRun run = run(
                data,
                "--fee-bps",
                100,
                "--capital",
                "1010",
                "--close-at-end",
                "--set",
                "instruments.0.calendar=NYSE",
                "--set",
                "instruments.0.actions=2024-01-04 split 4:1");

        assertEquals(0, run.exitCode(), run.err());
        Map<?, ?> json = run.json();
        assertEquals(1188, (double) json.get("finalEquity"), 1e-5);
        assertEquals(22, (double) json.get("fees"), 1e-5);
        assertEquals(1.0, json.get("trades"));
        assertEquals(0.0, json.get("openPositions"));
        assertEquals(178, (double) json.get("expectancy"), 1e-4);
    }

    @Test
    void shouldReadTheFillsInThreeWays() throws IOException {
        CommandRun run =
                run(bars("UP.csv", 100, 100, 110, 120), "--fee-bps", 0, "--capital", "1000.5", "--fills", "trio");

        assertEquals(0, run.exitCode(), run.err());
        Map<?, ?> json = run.json();
        Map<?, ?> fills = (Map<?, ?>) json.get("fills");
        Map<?, ?> low = (Map<?, ?>) fills.get("pessimistic");
        Map<?, ?> high = (Map<?, ?>) fills.get("optimistic");
        assertEquals(1, ((List<?>) low.get("models")).size(), "each with its result by model");
        // All of the cash at 100, or at 100.05 with 5 bps of slippage: ten units, worth 1200.
        assertEquals(1200.6, (double) json.get("finalEquity"), 1e-5);
        assertEquals(1200.6, (double) high.get("finalEquity"), 1e-5);
        assertEquals(1200, (double) low.get("finalEquity"), 1e-5);
        assertEquals(0.5, (double) low.get("slippage"), 1e-6);
        // 199.5 of profit after half a unit of money: 400 times the cost would have taken it.
        assertEquals(400, (double) low.get("breakEvenCostMultiple"), 1e-3);
        assertNull(json.get("breakEvenCostMultiple"));
        for (String journal : List.of("journal", "pessimistic/journal", "optimistic/journal")) {
            CommandRun replay = CommandRun.of(
                    "replay", "--json", "--verify", folder.resolve("o").resolve(journal));
            assertEquals(true, replay.json().get("identical"), journal + replay.err());
        }
        String page = Files.readString(folder.resolve("o/report.html"));
        assertTrue(page.contains("\"trio\":true") && page.contains("\"low\":["));
    }

    @Test
    void shouldRunUnderOneAssumptionAlone() throws IOException {
        Path data = bars("UP.csv", 100, 100, 110, 120);
        CommandRun run = run(data, "--fee-bps", 0, "--capital", "1000.5", "--fills", "pessimistic");

        assertEquals(1200, (double) run.json().get("finalEquity"), 1e-5, run.err());
        assertFalse(run.json().containsKey("fills"));
        assertTrue(run.json().get("notices").toString().contains("pessimistic fills"));
        assertEquals(1, ((List<?>) run.json().get("models")).size(), "with its result by model");
    }

    @Test
    void shouldCountHowManyTimesTheCostsTakeTheProfit() throws IOException {
        // 1010 buys ten units with a fee of 10; the profit of 190 and the fee are twenty fees.
        CommandRun run = run(bars("UP.csv", 100, 100, 110, 120), "--fee-bps", 100, "--capital", "1010");

        assertEquals(20, (double) run.json().get("breakEvenCostMultiple"), 1e-4);
        assertEquals(0.01, (double) run.json().get("costPerTurnover"), 1e-8);
    }

    @Test
    void shouldChargeTheFeesOfTheAssetClass() throws IOException {
        CommandRun run = run(
                bars("UP.csv", 100, 100, 110, 120),
                "--capital",
                "1001",
                "--asset-class",
                "equity",
                "--set",
                "fees.equity.taker=0",
                "--set",
                "fees.equity.perShare=0.005",
                "--set",
                "fees.equity.minimum=1");

        assertEquals(1, (double) run.json().get("fees"), 1e-8, run.err());
        assertEquals(1200, (double) run.json().get("finalEquity"), 1e-5);
    }

    @Test
    void shouldBuyWholeUnitsWhenAsked() throws IOException {
        CommandRun run = run(bars("UP.csv", 100, 100, 110), "--fee-bps", 0, "--capital", "1050", "--whole-units");

        assertEquals(0, run.exitCode(), run.err());
        assertEquals(1150, (double) run.json().get("finalEquity"), 1e-8);
    }

    @Test
    void shouldSplitTheCapitalBySymbolOrGiveEachItsOwn() throws IOException {
        Path data = Files.createDirectories(folder.resolve("two"));
        Files.move(bars("A.csv", 100, 100, 200), data.resolve("A.csv"));
        Files.move(bars("B.csv", 100, 100, 100), data.resolve("B.csv"));

        CommandRun shared = run(data, "--fee-bps", 0, "--capital", "1000");
        CommandRun own = CommandRun.of(
                "backtest",
                "--json",
                "--strategy",
                "buy-and-hold",
                "--data",
                data,
                "--fee-bps",
                0,
                "--capital",
                1000,
                "--sleeve-per-symbol",
                "--out",
                folder.resolve("o2"));

        assertEquals(1500, (double) shared.json().get("finalEquity"), 1e-6, shared.err());
        assertEquals(3000, (double) own.json().get("finalEquity"), 1e-6, own.err());
    }

    /** 4 bars are done in no time, and most of that is the start of the JVM. */
    @Test
    void shouldSayTheCapitalAndThePaceOfALongRunOnly() throws IOException {
        Path data = bars("UP.csv", 100, 100, 110, 120);
        CommandRun text = CommandRun.of(
                "backtest",
                "--strategy",
                "buy-and-hold",
                "--data",
                data,
                "--capital",
                2_000,
                "--out",
                folder.resolve("o"));
        assertEquals(0, text.exitCode(), text.err());
        assertTrue(text.out().contains("  capital             2,000.00    "), text.out());
        assertFalse(text.out().contains("events/s"), text.out());

        BacktestOptions options = new BacktestOptions();
        options.strategy = "buy-and-hold";
        options.data = data.toString();
        DataSet loaded = DataOptions.load(options, (file, done, all) -> {});
        RunResult run = new BacktestRun(new BacktestSettings(options).config(loaded), loaded).run("r", null, false);
        assertFalse(table(run, 0.99).contains("events/s"));
        assertTrue(table(run, 2).contains("  speed: 3,000 events/s over 2.0 s"), table(run, 2));
    }

    private static String table(RunResult run, double seconds) {
        StringWriter out = new StringWriter();
        RunResult timed = new RunResult(
                run.header(),
                run.account(),
                run.curve(),
                run.prices(),
                run.trades(),
                new Speed(run.speed().bars(), 6_000, seconds, List.of()),
                run.verification(),
                run.notices(),
                run.attribution());
        RunTable.print(new PrintWriter(out, true), timed, null);
        return out.toString();
    }

    /** What is there may be anybody's: results neither lie among it nor take its place. */
    @Test
    void shouldWriteResultsIntoAFolderOfTheirOwnOnly() throws IOException {
        Path data = bars("UP.csv", 100, 100, 110, 120);
        Path mine =
                Files.writeString(Files.createDirectory(folder.resolve("mine")).resolve("trades.csv"), "mine");
        refused(data, mine.getParent(), "holds other files (trades.csv); choose a new or an empty folder");
        assertEquals("mine", Files.readString(mine));
        refused(data, mine, mine + " is a file; expected a folder");
        refused(data, mine.resolve("below"), mine + " is a file; expected a folder");
        Path again = Files.createDirectory(folder.resolve("again"));
        for (int i = 0; i < 2; i++) {
            CommandRun run = into(data, again, "--no-journal", "--fills", "trio");
            assertEquals(0, run.exitCode(), "new or of a run without a journal: " + run.err());
        }
        Files.writeString(again.resolve("notes.txt"), "mine");
        refused(data, again, "holds other files (notes.txt)");
    }

    private static CommandRun into(Path data, Path out, Object... more) {
        Object[] fixed = {"backtest", "--strategy", "buy-and-hold", "--data", data, "--out", out};
        Object[] all = java.util.Arrays.copyOf(fixed, fixed.length + more.length);
        System.arraycopy(more, 0, all, fixed.length, more.length);
        return CommandRun.of(all);
    }

    private static void refused(Path data, Path out, String words) {
        CommandRun run = into(data, out, "--no-journal");
        assertEquals(2, run.exitCode(), run.err());
        assertTrue(run.err().contains(words), run.err());
        assertFalse(run.err().contains("Exception"), run.err());
    }

    @Test
    void shouldDecideNothingBeforeTheWarmUpBar() throws IOException {
        Map<?, ?> json =
                run(bars("UP.csv", 100, 100, 110, 120, 130, 140), "--warmup", 6).json();

        assertEquals(10_000.0, json.get("finalEquity"));
        assertEquals(0.0, json.get("openPositions"));
    }

    @Test
    void shouldWriteItsFilesAndReplayIdentically() throws IOException {
        run(bars("UP.csv", 100, 100, 110, 120));
        Path out = folder.resolve("o");
        for (String file : List.of("report.html", "metrics.json", "trades.csv", "equity.csv", "journal")) {
            assertTrue(Files.exists(out.resolve(file)), file);
        }

        CommandRun replay = CommandRun.of("replay", out, "--verify", "--json");

        assertEquals(0, replay.exitCode(), replay.err());
        assertEquals(true, replay.json().get("identical"));
        assertNull(replay.json().get("firstDifference"));
        Map<?, ?> metrics = (Map<?, ?>) CommandRun.parse(Files.readString(out.resolve("metrics.json")));
        assertEquals(metrics.get("stateHash"), replay.json().get("stateHash"));
        assertEquals(metrics.get("orderHash"), replay.json().get("orderHash"));
    }

    @Test
    void shouldRefuseToWriteOverARun() throws IOException {
        Path data = bars("UP.csv", 100, 100, 110);
        run(data);

        CommandRun again = run(data);

        assertEquals(2, again.exitCode());
        assertTrue(again.err().contains("holds a run already"), again.err());
    }

    @Test
    void shouldWriteNoJournalWhenAskedNotTo() throws IOException {
        CommandRun run = run(bars("UP.csv", 100, 100, 110), "--no-journal");

        assertEquals(0, run.exitCode(), run.err());
        assertEquals("", run.json().get("journal"));
        assertFalse(Files.exists(folder.resolve("o/journal")));
    }

    @Test
    void shouldRunASystemOfModelsFromAFile() throws IOException {
        Path config = Files.writeString(folder.resolve("two.yaml"), """
                instruments:
                  - symbol: UP
                strategies:
                  - {name: buy-and-hold, symbol: UP, timeframe: 1d, capital: 600}
                  - {name: sma-cross, symbol: UP, timeframe: 1d, capital: 400, params: {fast: 1, slow: 2}}
                """);
        Path data = bars("UP.csv", 100, 100, 110, 121);

        CommandRun run = CommandRun.of(
                "backtest", "--json", "--config", config, "--data", data, "--fee-bps", 0, "--out", folder.resolve("o"));

        assertEquals(0, run.exitCode(), run.err());
        // 600 bought at 100; 400 bought at 110, the open after fast crossed above slow.
        assertEquals(600 * 1.21 + 400 * 1.1, (double) run.json().get("finalEquity"), 1e-5);
    }

    @Test
    void shouldSayWhatIsWrongWithTheOptions() throws IOException {
        Path data = bars("UP.csv", 100, 100, 110);
        refused(2, "did you mean \"sma-cross\"", "backtest", "--strategy", "sma-cros", "--data", data);
        refused(2, "did you mean \"fast\"", "backtest", "--strategy", "sma-cross", "--param", "fats=3", "--data", data);
        refused(
                2,
                "fast must be below slow",
                "backtest",
                "--strategy",
                "sma-cross",
                "--param",
                "fast=300",
                "--data",
                data);
        refused(2, "did you mean \"--strategy\"", "backtest", "--stratgy", "sma-cross", "--data", data);
        refused(2, "did you mean \"backtest\"", "backtst");
        refused(2, "--data SPEC is missing", "backtest", "--strategy", "sma-cross");
        refused(2, "either --strategy NAME or --config FILE", "backtest", "--data", data);
        refused(2, "out of range", "backtest", "--strategy", "sma-cross", "--data", data, "--capital", "-5");
        refused(2, "expected basis points", "backtest", "--strategy", "sma-cross", "--data", data, "--fee-bps", "ten");
        refused(2, "cannot be made of", "backtest", "--strategy", "sma-cross", "--data", data, "--timeframe", "1h");
        refused(
                2,
                "is not before",
                "backtest",
                "--strategy",
                "sma-cross",
                "--data",
                data,
                "--from",
                "2025-01-01",
                "--to",
                "2024-01-01");
        refused(3, "did you mean", "backtest", "--strategy", "sma-cross", "--data", folder.resolve("UPP.csv"));
        refused(2, "did you mean embedded:aapl", "backtest", "--strategy", "sma-cross", "--data", "embedded:appl");
    }

    @Test
    void shouldNameTheLineOfABadRow() throws IOException {
        Path data = Files.writeString(
                folder.resolve("BAD.csv"),
                "date,open,high,low,close,volume\n2024-01-01,1,1,1,1,1\n2024-01-02,1,one,1,1,1\n"
                        + "2024-01-03,1,1,1,1,1\n");

        refused(3, "line 3", "backtest", "--strategy", "sma-cross", "--data", data);
    }

    private static void refused(int exitCode, String words, Object... arguments) {
        CommandRun run = CommandRun.of(arguments);
        assertEquals(exitCode, run.exitCode(), run.err());
        assertTrue(run.err().contains(words), run.err());
        assertEquals("", run.out());
    }

    /** A share is bought at the open of the session after the signal, whatever a day is called. */
    @Test
    void shouldTradeSharesBySessions() throws IOException {
        Path data = Files.writeString(folder.resolve("SPY.csv"), SHARE);
        CommandRun nyse = run(data, "--set", "instruments.0.calendar=NYSE", "--fee-bps", 0, "--capital", "1000");

        assertEquals(0, nyse.exitCode(), nyse.err());
        // 10 units at 100 on Friday's open, worth 110 at Monday's close.
        assertEquals(1100, (double) nyse.json().get("finalEquity"), 1e-6);
    }

    /** 1000 buys 2.5 shares at 400, which become 10 at 100 and earn a dividend of 1 each. */
    @Test
    void shouldHoldSharesThroughASplitAndADividend() throws IOException {
        Path data = Files.writeString(
                folder.resolve("SPY.csv"),
                "date,open,high,low,close,volume\n2024-03-04,400,400,400,400,1000\n"
                        + "2024-03-05,400,400,400,400,1000\n2024-03-06,100,100,100,100,4000\n"
                        + "2024-03-07,99,99,99,99,4000\n2024-03-08,99,102,99,102,4000\n");
        CommandRun run = run(
                data,
                "--set",
                "instruments.0.calendar=NYSE",
                "--set",
                "instruments.0.actions=2024-03-06 split 4:1, 2024-03-07 dividend 1",
                "--fee-bps",
                0,
                "--capital",
                "1000");

        assertEquals(0, run.exitCode(), run.err());
        assertEquals(1030, (double) run.json().get("finalEquity"), 1e-6);
        assertEquals(
                0,
                CommandRun.of("replay", "--verify", run.json().get("journal")).exitCode());
    }

    @Test
    void shouldNameABarOfADayWithoutASession() throws IOException {
        Path data = Files.writeString(folder.resolve("SPY.csv"), SHARE + "2024-03-16,110,110,110,110,1000\n");
        CommandRun weekend = run(data, "--set", "instruments.0.calendar=NYSE");
        assertEquals(2, weekend.exitCode());
        assertTrue(weekend.err().contains("SPY on 2024-03-16") && weekend.err().contains("weekend"), weekend.err());
    }
}
