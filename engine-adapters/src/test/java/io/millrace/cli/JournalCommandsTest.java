package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.chronicle.ChronicleJournal;
import io.millrace.journal.JournalReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is asked of a journal: 254 inputs of the embedded AAPL bars (252 bars, a session's begin and end). */
class JournalCommandsTest {
    @TempDir
    Path folder;

    private Path run;

    @BeforeEach
    void makeARun() {
        run = folder.resolve("runs").resolve("aapl");
        CommandRun made = CommandRun.of(
                "backtest",
                "--strategy",
                "sma-cross",
                "--param",
                "fast=10",
                "--param",
                "slow=30",
                "--data",
                "embedded:aapl",
                "--out",
                run);
        assertEquals(0, made.exitCode(), made.err());
        assertTrue(made.out().contains("sma-cross on AAPL, 1d"), made.out());
    }

    @Test
    void shouldFindTheJournalIntact() throws IOException {
        CommandRun check = CommandRun.of("journal", "check", run, "--json");

        assertEquals(0, check.exitCode(), check.err());
        Map<?, ?> json = check.json();
        assertEquals(true, json.get("intact"));
        assertNull(json.get("firstBad"));
        assertEquals("2013-01-02T00:00:00Z", json.get("from"));
        assertEquals("2014-01-01T00:00:00Z", json.get("to"));
        CommandRun info = CommandRun.of("journal", "info", run, "--json");
        assertEquals(252.0, ((Map<?, ?>) info.json().get("messages")).get("Bar"));
        assertEquals("AAPL", ((Map<?, ?>) info.json().get("config")).get("instruments.0.symbol"));
        assertTrue(CommandRun.of("journal", "info", run).out().contains("strategies.0.params.fast = 10"));
    }

    @Test
    void shouldNameTheFirstBadStepOfADamagedJournal() throws IOException {
        damage();

        CommandRun check = CommandRun.of("journal", "check", run, "--json");

        assertEquals(3, check.exitCode());
        Map<?, ?> json = check.json();
        assertEquals(false, json.get("intact"));
        Map<?, ?> bad = (Map<?, ?>) json.get("firstBad");
        assertEquals(100.0, bad.get("step"));
        assertEquals(101.0, bad.get("record"));
        assertTrue(CommandRun.of("journal", "check", run).out().contains("DAMAGED"));
        CommandRun replay = CommandRun.of("replay", run, "--verify");
        assertEquals(3, replay.exitCode());
        assertTrue(replay.err().contains("damaged"), replay.err());
    }

    @Test
    void shouldSayInItsInfoThatAJournalIsDamaged() throws IOException {
        damage();

        CommandRun info = CommandRun.of("journal", "info", run);
        assertEquals(3, info.exitCode(), info.err());
        assertTrue(info.out().contains("DAMAGED after step 99"), info.out());
        CommandRun json = CommandRun.of("journal", "info", run, "--json");
        assertEquals(3, json.exitCode(), json.err());
        assertEquals(false, json.json().get("intact"));
        assertEquals("AAPL", ((Map<?, ?>) json.json().get("config")).get("instruments.0.symbol"));
    }

    @Test
    void shouldSaveTheGoodBeginningOfADamagedJournal() throws IOException {
        long whole = ((Double)
                        CommandRun.of("journal", "check", run, "--json").json().get("records"))
                .longValue();
        List<String> before = messages(run);
        damage();
        Path saved = folder.resolve("saved");

        CommandRun salvage = CommandRun.of("journal", "salvage", run, "--out", saved, "--json");

        assertEquals(0, salvage.exitCode(), salvage.err());
        Map<?, ?> json = salvage.json();
        assertEquals(100.0, json.get("keptRecords"));
        assertEquals(99.0, json.get("keptSteps"));
        assertEquals((double) (whole - 100), json.get("lostRecords"));
        assertEquals(false, json.get("intact"));
        assertEquals(101.0, ((Map<?, ?>) json.get("firstBad")).get("record"));
        assertEquals(0, CommandRun.of("journal", "check", saved).exitCode());
        List<String> after = messages(saved);
        assertEquals(before.subList(0, after.size()), after);
        CommandRun replay = CommandRun.of("replay", saved, "--verify", "--json");
        assertEquals(0, replay.exitCode(), replay.err());
        assertEquals(99.0, replay.json().get("steps"));
        assertEquals(3, CommandRun.of("journal", "check", run).exitCode(), "the old one is as it was");
    }

    @Test
    void shouldSaveNothingOverAnythingAndSayWhatItLeaves() throws IOException {
        damage();
        CommandRun into = CommandRun.of("journal", "salvage", run, "--out", run);
        assertEquals(2, into.exitCode(), into.err());
        assertTrue(into.err().contains("nothing is overwritten"), into.err());
        assertEquals(2, CommandRun.of("journal", "salvage", run).exitCode());
        CommandRun absent = CommandRun.of("journal", "salvage", folder.resolve("none"), "--out", folder.resolve("x"));
        assertEquals(3, absent.exitCode(), absent.err());
        CommandRun text = CommandRun.of("journal", "salvage", run, "--out", folder.resolve("text"));
        assertEquals(0, text.exitCode(), text.err());
        assertTrue(text.out().contains("kept 100 records, 99 steps"), text.out());
        assertTrue(text.out().contains("left behind: everything from record 101 on"), text.out());
    }

    private static List<String> messages(Path journal) {
        CommandRun export = CommandRun.of("journal", "export", journal);
        assertEquals(0, export.exitCode(), export.err());
        return export.out().lines().toList();
    }

    /** One bit of the 101st record, which is step 100: the header is the first. */
    private void damage() throws IOException {
        String file;
        long at;
        try (JournalReader reader = ChronicleJournal.read(run.resolve("journal"))) {
            for (int i = 0; i < 100; i++) {
                assertTrue(reader.next((type, sequence, timeNs, buffer, offset, length) -> {}));
            }
            file = reader.file();
            at = reader.position() + 60;
        }
        try (RandomAccessFile bytes = new RandomAccessFile(file, "rw")) {
            bytes.seek(at);
            int before = bytes.read();
            bytes.seek(at);
            bytes.write(before ^ 1);
        }
    }

    @Test
    void shouldTellWhatIsNoJournal() {
        assertEquals(
                3,
                CommandRun.of("replay", folder.resolve("nowhere"), "--verify").exitCode());
        assertEquals(3, CommandRun.of("journal", "check", folder).exitCode());
        assertEquals(3, CommandRun.of("tail", folder).exitCode());
        assertEquals(2, CommandRun.of("journal").exitCode());
    }

    @Test
    void shouldTellThatAFileIsNoJournal() throws IOException {
        Path file = Files.writeString(folder.resolve("mine.csv"), "a,b\n");
        for (List<String> command : List.of(List.of("tail"), List.of("journal", "check"), List.of("replay"))) {
            Object[] words = new Object[command.size() + 1];
            command.toArray(words);
            words[command.size()] = file;
            CommandRun said = CommandRun.of(words);
            assertEquals(3, said.exitCode(), said.err());
            assertTrue(said.err().contains("mine.csv is a file; a journal is a folder"), said.err());
        }
    }

    @Test
    void shouldPrintTheMessagesAskedFor() throws IOException {
        CommandRun text =
                CommandRun.of("tail", run, "--type", "OrderCommand", "--symbol", "AAPL", "--strategy", "sma-cross");
        assertEquals(0, text.exitCode(), text.err());
        assertTrue(text.out().lines().allMatch(line -> line.contains("  OrderCommand  AAPL  sma-cross  ")), text.out());

        CommandRun signals = CommandRun.of("tail", run, "--type", "Signal");
        assertTrue(signals.out().contains("reason=fast mean crossed above slow"), signals.out());
        assertTrue(signals.out().contains("reason=fast mean crossed below slow"), signals.out());

        CommandRun json = CommandRun.of("tail", run, "--json", "--type", "OrderCommand", "--from", "60");
        assertEquals(text.out().lines().count() - 1, json.out().lines().count(), "the first order is in step 58");
        for (String line : json.out().lines().toList()) {
            Map<?, ?> order = (Map<?, ?>) CommandRun.parse(line);
            assertEquals("sma-cross", order.get("strategy"));
            assertEquals("AAPL", order.get("symbol"));
            assertTrue((double) order.get("step") >= 60);
        }
    }

    @Test
    void shouldNameTheNearestTypeStrategyAndSymbol() {
        refused("did you mean \"OrderCommand\"", "tail", run, "--type", "OrderComand");
        refused("did you mean \"sma-cross\"", "tail", run, "--strategy", "sma-cros");
        refused("did you mean \"AAPL\"", "tail", run, "--symbol", "APPL");
        refused("did you mean \"parquet\"", "journal", "export", run, "--format", "parket");
        refused("name a file with --out", "journal", "export", run, "--format", "parquet");
        refused(
                "--type Command for what is none",
                "tail",
                run,
                "--level",
                "warn",
                "--type",
                "Alert",
                "--type",
                "Command");
        assertEquals(
                0,
                CommandRun.of("tail", run, "--level", "warn", "--type", "Alert").exitCode());
        refused("--from is -3; expected the number of a step", "tail", run, "--from", "-3");
        refused("name a file with --out", "journal", "export", run, "--json");
    }

    @Test
    void shouldFollowUntilInterrupted() throws InterruptedException {
        StringWriter out = new StringWriter();
        int[] exitCode = {-1};
        Thread reader = new Thread(() -> exitCode[0] = Millrace.run(
                new String[] {"tail", run.toString(), "--follow", "--type", "SessionDown"},
                new PrintWriter(out, true),
                new PrintWriter(new StringWriter())));
        reader.start();
        while (!out.toString().contains("SessionDown")) {
            Thread.sleep(5);
        }
        assertTrue(reader.isAlive());
        reader.interrupt();
        reader.join();
        assertEquals(0, exitCode[0]);
    }

    @Test
    void shouldExportEveryMessage() throws IOException {
        Path csv = folder.resolve("all.csv");
        Path lines = folder.resolve("all.jsonl");
        CommandRun toCsv = CommandRun.of("journal", "export", run, "--format", "csv", "--out", csv, "--json");
        CommandRun toLines = CommandRun.of("journal", "export", run, "--out", lines, "--json");

        assertEquals(0, toCsv.exitCode(), toCsv.err());
        List<String> rows = Files.readAllLines(csv);
        assertEquals((double) toCsv.json().get("messages"), rows.size() - 1);
        assertEquals(toCsv.json().get("messages"), toLines.json().get("messages"));
        int columns = rows.get(0).split(",", -1).length;
        assertTrue(rows.stream().allMatch(row -> row.split(",", -1).length == columns));
        assertEquals(
                252,
                rows.stream().filter(row -> row.contains(",input,Bar,AAPL,")).count());
    }

    /** The mean of so many closes up to and with a row. */
    private static double mean(List<Double> closes, int bars) {
        return closes.subList(closes.size() - bars, closes.size()).stream()
                .mapToDouble(value -> value)
                .average()
                .orElseThrow();
    }

    @Test
    void shouldNameIndicatorsAsWhatTheyAre() throws IOException {
        List<Double> closes = new ArrayList<>();
        int compared = 0;
        for (String line : messages(run)) {
            Map<?, ?> message = (Map<?, ?>) CommandRun.parse(line);
            if (message.get("type").equals("Bar")) {
                closes.add((double) message.get("closePrice"));
            } else if (message.get("type").equals("Indicators")) {
                assertTrue(message.containsKey("sma(10)") && message.containsKey("sma(30)"), line);
                assertEquals(closes.size() < 30, message.get("sma(30)") == null, line);
                if (closes.size() >= 30) {
                    assertEquals(mean(closes, 10), (double) message.get("sma(10)"), 1e-9);
                    assertEquals(mean(closes, 30), (double) message.get("sma(30)"), 1e-9);
                    compared++;
                }
            }
        }
        assertEquals(252 - 29, compared);
        assertTrue(CommandRun.of("tail", run, "--type", "Indicators").out().contains("  sma(30)="));
        CommandRun csv = CommandRun.of("journal", "export", run, "--format", "csv");
        assertTrue(csv.out().lines().findFirst().orElseThrow().contains(",sma(10),sma(30)"), csv.out());
    }

    @Test
    void shouldQuoteNamesWithCommasInATable() {
        Path out = folder.resolve("bands");
        CommandRun bands = CommandRun.of(
                "backtest", "--strategy", "index-mean-reversion", "--data", "embedded:aapl", "--out", out);
        assertEquals(0, bands.exitCode(), bands.err());
        CommandRun csv = CommandRun.of("journal", "export", out, "--format", "csv");
        List<String> rows = csv.out().lines().toList();
        assertTrue(rows.get(0).matches(".*,\"bb\\(\\d+,\\d+\\)\",\"bb\\(\\d+,\\d+\\)\\.upper\",.*"), rows.get(0));
        int columns = rows.get(0).replaceAll("\"[^\"]*\"", "").split(",", -1).length;
        assertTrue(
                rows.stream().allMatch(row -> row.replaceAll("\"[^\"]*\"", "").split(",", -1).length == columns));
    }

    @Test
    void shouldRebuildTheReportFromTheJournal() throws IOException {
        Map<?, ?> before = (Map<?, ?>) CommandRun.parse(Files.readString(run.resolve("metrics.json")));
        Files.delete(run.resolve("report.html"));

        CommandRun report = CommandRun.of("report", "--runs", folder.resolve("runs"), "--json");

        assertEquals(0, report.exitCode(), report.err());
        assertTrue(Files.exists(run.resolve("report.html")));
        Map<?, ?> after = report.json();
        for (String key :
                List.of("run", "finalEquity", "sharpe", "maxDrawdown", "trades", "fees", "stateHash", "bars")) {
            assertEquals(before.get(key), after.get(key), key);
        }
        assertEquals("VERIFIED", after.get("verified"));
    }

    @Test
    void shouldSumUpATableOfTrades() throws IOException {
        Path trades =
                Files.writeString(folder.resolve("t.csv"), "symbol,fees,pnl\nA,1,30\nA,1,-10\nB,2,-5\nB,0,10.5\n");

        CommandRun report = CommandRun.of("report", "--trades", trades, "--json");

        Map<?, ?> json = report.json();
        assertEquals(4.0, json.get("trades"));
        assertEquals(25.5, json.get("pnl"));
        assertEquals(0.5, json.get("winRate"));
        assertEquals(40.5 / 15, (double) json.get("profitFactor"), 1e-12);
        assertEquals(
                3, CommandRun.of("report", "--trades", folder.resolve("no.csv")).exitCode());
        Path bad = Files.writeString(folder.resolve("b.csv"), "pnl\n1\nx\n");
        assertTrue(CommandRun.of("report", "--trades", bad).err().contains("line 3"));
    }

    @Test
    void shouldSayThatThereIsNoRun() {
        CommandRun report = CommandRun.of("report", "--runs", folder.resolve("empty"));
        assertEquals(3, report.exitCode());
        assertFalse(report.err().isBlank());
    }

    private static void refused(String words, Object... arguments) {
        CommandRun run = CommandRun.of(arguments);
        assertEquals(2, run.exitCode(), run.err());
        assertTrue(run.err().contains(words), run.err());
    }
}
