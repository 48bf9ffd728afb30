package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody meets who has nothing but the README. */
class FirstHourTest {
    private static final List<List<String>> COMMANDS = List.of(
            List.of("demo"),
            List.of("backtest"),
            List.of("replay"),
            List.of("tail"),
            List.of("journal"),
            List.of("journal", "check"),
            List.of("journal", "info"),
            List.of("journal", "export"),
            List.of("journal", "salvage"),
            List.of("report"),
            List.of("lookahead"),
            List.of("strategies"),
            List.of("config"),
            List.of("config", "show"),
            List.of("config", "check"),
            List.of("validate"),
            List.of("run"),
            List.of("status"),
            List.of("stop"),
            List.of("kill"),
            List.of("reduce"),
            List.of("halt"),
            List.of("resume"),
            List.of("acknowledge"),
            List.of("flatten"),
            List.of("health"),
            List.of("metrics"),
            List.of("code"),
            List.of("feed-server"),
            List.of("limits"),
            List.of("limits", "show"),
            List.of("limits", "set"),
            List.of("schedules"),
            List.of("schedules", "list"),
            List.of("schedules", "run"),
            List.of("notify"),
            List.of("notify", "test"));

    private static final String TWO_SYMBOLS = """
            date,symbol,open,high,low,close,volume
            2024-01-01,ONE,10,10,10,10,5
            2024-01-01,TWO,20,20,20,20,5
            2024-01-02,ONE,11,11,11,11,5
            2024-01-02,TWO,21,21,21,21,5
            2024-01-03,ONE,12,12,12,12,5
            2024-01-03,TWO,22,22,22,22,5
            """;

    @TempDir
    Path folder;

    private CommandRun backtest(String data, String... more) {
        List<Object> all = new ArrayList<>(List.of("backtest", "--strategy", "buy-and-hold", "--data", data));
        all.addAll(List.of("--out", folder.resolve("out-" + System.nanoTime())));
        all.addAll(Arrays.asList(more));
        return CommandRun.of(all.toArray());
    }

    @Test
    void shouldHelpShortAndLongOnEveryCommandInTheSameWords() {
        for (List<String> command : COMMANDS) {
            List<Object> asked = new ArrayList<>(command);
            asked.add("--help");
            CommandRun help = CommandRun.of(asked.toArray());
            asked.set(asked.size() - 1, "-h");
            CommandRun brief = CommandRun.of(asked.toArray());
            assertEquals(0, help.exitCode(), command + help.err());
            assertEquals(0, brief.exitCode(), command + brief.err());
            assertEquals(help.out(), brief.out());
            assertTrue(help.out().contains("-h, --help"), help.out());
            assertTrue(help.out().contains(HelpOption.TEXT), help.out());
            assertFalse(help.out().contains("-V"), help.out());
        }
        assertEquals(CommandRun.of("--help").out(), CommandRun.of("-h").out());
    }

    @Test
    void shouldPutItsNameBeforeEveryErrorThatEndsACommand() {
        String home = folder.resolve("nobody").toString();
        List<CommandRun> failures = new ArrayList<>(List.of(
                CommandRun.of("run", "--mode", "live", "--data", "embedded:aapl", "--data-dir", home),
                CommandRun.of("run", "--mode", "paper", "--data", "no.csv"),
                CommandRun.of("run", "--mode", "paper", "--data", "embedded:aapl", "--set", "risk.perAssetCap=-1"),
                CommandRun.of("feed-server", "--data", "embedded:aapl"),
                CommandRun.of("feed-server", "--speed", "quick"),
                CommandRun.of("backtest", "--strategy", "nothing", "--data", "embedded:aapl"),
                CommandRun.of("tail", home)));
        for (String command : List.of("status", "stop", "kill", "resume", "flatten", "metrics", "code")) {
            failures.add(CommandRun.of(command, "--data-dir", home));
        }
        for (CommandRun failure : failures) {
            assertTrue(failure.exitCode() > 0, failure.out());
            assertTrue(failure.err().startsWith("millrace: "), failure.err());
        }
    }

    @Test
    void shouldTakeTheSymbolAsAFilterWhereTheDataNamesIt() throws IOException {
        CommandRun other = backtest("embedded:aapl", "--symbol", "APL");
        assertEquals(3, other.exitCode(), other.out());
        assertTrue(other.err().contains("the nearest is \"AAPL\""), other.err());
        assertTrue(backtest("embedded:aapl", "--symbol", "AAPL").out().startsWith("buy-and-hold on AAPL, 1d"));
        String many = Files.writeString(folder.resolve("many.csv"), TWO_SYMBOLS).toString();
        CommandRun one = backtest(many, "--symbol", "TWO");
        assertTrue(one.out().startsWith("buy-and-hold on TWO, 1d"), one.out() + one.err());
        CommandRun none = backtest(many, "--symbol", "TOW");
        assertEquals(3, none.exitCode());
        assertTrue(none.err().contains("the nearest is \"TWO\""), none.err());
    }

    @Test
    void shouldNameTheRowsOfAFileThatNamesNone() throws IOException {
        String text = "date,open,high,low,close,volume\n2024-01-01,1,1,1,1,9\n2024-01-02,1,1,1,1,9\n";
        String file = Files.writeString(folder.resolve("prices.csv"), text).toString();
        CommandRun named = backtest(file, "--symbol", "GOLD");
        assertTrue(named.out().startsWith("buy-and-hold on GOLD"), named.out() + named.err());
        assertTrue(named.out().contains("its rows are of GOLD, as asked for"), named.out());
        assertFalse(backtest(file).out().contains("as asked for"));
    }

    @Test
    void shouldCountAndNameTheRowsThatQuarantineLeavesOut() throws IOException {
        String text = "date,open,high,low,close,volume\n2024-01-01,1,1,1,1,9\n2024-01-02,1,1,1,what,9\n"
                + "2024-01-03,1,1,1,1,9\nsometime,1,1,1,1,9\n2024-01-05,1,1,1,1,9\n";
        String file = Files.writeString(folder.resolve("bad.csv"), text).toString();
        CommandRun strict = backtest(file);
        assertEquals(3, strict.exitCode());
        assertTrue(strict.err().contains("--quarantine"), strict.err());
        CommandRun lenient = backtest(file, "--quarantine", "--json");
        assertEquals(0, lenient.exitCode(), lenient.err());
        assertTrue(lenient.err().contains("2 of 5 rows could not be read and were left out"), lenient.err());
        assertTrue(lenient.err().contains("bad.csv line 3 (unreadable number)"), lenient.err());
        assertTrue(lenient.err().contains("bad.csv line 5 (unreadable time)"), lenient.err());
        String notices = lenient.json().get("notices").toString();
        assertTrue(notices.contains("line 3: close \"what\""), notices);
        assertTrue(notices.contains("line 5: date \"sometime\""), notices);
    }

    @Test
    void shouldLeaveOutWhatAPaperRunCannotRead() throws IOException {
        String text = "date,open,high,low,close,volume\n2024-01-01,1,1,1,1,9\n2024-01-02,1,1,1,what,9\n"
                + "2024-01-03,1,1,1,1,9\n2024-01-04,1,1,1,1,9\n2024-01-05,1,1,1,1,9\n";
        String file = Files.writeString(folder.resolve("bad.csv"), text).toString();
        List<String> run = List.of(
                "run", "--mode", "paper", "--once", "--speed", "max", "--data", file, "--strategy", "buy-and-hold");
        List<Object> all = new ArrayList<>(run);
        all.addAll(List.of("--capital", "1000", "--timeframe", "1d", "--set", "api.enabled=false"));
        all.addAll(List.of("--data-dir", folder.resolve("home")));
        assertTrue(CommandRun.of(all.toArray()).err().contains("--quarantine"));
        all.add("--quarantine");
        CommandRun lenient = CommandRun.of(all.toArray());
        assertEquals(0, lenient.exitCode(), lenient.err());
        assertTrue(lenient.err().contains("bad.csv: left out line 3: close \"what\""), lenient.err());
    }

    @Test
    void shouldTellRunsOfTheSameModelApart() {
        CommandRun demo = CommandRun.of("demo", "--out", folder.resolve("demo"));
        assertEquals(0, demo.exitCode(), demo.err());
        Set<String> headings = new TreeSet<>();
        List<String> lines = demo.out().lines().toList();
        for (int i = 1; i < lines.size(); i++) {
            if (lines.get(i).contains("embedded:") && lines.get(i).contains("seed 0, in ")) {
                headings.add(lines.get(i));
            }
        }
        assertEquals(5, headings.size(), demo.out());
        assertTrue(
                demo.out().contains("harvester-btc-3pct: embedded:btc-trades, 2013-11-25 to 2013-12-01, dip=0.03"),
                demo.out());
    }

    @Test
    void shouldExplainFiguresAndSayWhyOneIsUndefined() {
        String text = backtest("embedded:aapl", "--fee-bps", "0").out();
        assertTrue(text.contains("n/a, no costs"), text);
        assertTrue(text.contains("n/a, no closed trade"), text);
        assertTrue(text.contains("BPS score: 0.4 Sharpe + 0.3 CAGR + 0.2 win rate - 0.1 max drawdown"), text);
        assertTrue(text.contains("break-even: the costs that would have taken all of the profit"), text);
    }
}
