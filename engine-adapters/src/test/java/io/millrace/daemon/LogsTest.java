package io.millrace.daemon;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.millrace.config.Settings;
import io.millrace.follow.SavedStates;
import io.millrace.follow.SideReaders;
import io.millrace.logs.LogConfig;
import io.millrace.logs.RunLogs;
import io.millrace.pipeline.Layout;
import io.millrace.source.DataSet;
import io.millrace.testkit.Seeds;
import io.millrace.testkit.SmallDisk;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A6: log files of whole runs; the oracle is the journal, audited by itself. */
@Timeout(300)
class LogsTest {
    private static final List<String> STREAMS =
            List.of("trades", "orders", "performance", "errors", "lifecycle", "system");
    private static final long NO_ROTATION = 1L << 30;

    @TempDir
    Path dir;

    private Path tape;
    private Random random;

    static LogConfig config(long maxBytes) {
        return LogConfig.of(new Settings()
                .put("logs.maxBytes", Long.toString(maxBytes), "test")
                .put("logs.keep", "10000", "test")
                .put("logs.systemSeconds", "1", "test"));
    }

    @BeforeEach
    void writeTape() throws IOException {
        random = Seeds.random("LogsTest", 61);
        tape = PaperTape.write(dir.resolve("tape"), 2_000, random.nextLong());
    }

    private JournalAudit run(Path home, LogConfig logs, List<String> said) {
        DataSet data = PaperTape.load(tape);
        PaperRun.Outcome outcome = new PaperRun(PaperTape.options(home, data).withLogs(logs), said::add).run();
        assertEquals(ExitCodes.DONE, outcome.exitCode(), outcome.toString());
        return CrashTest.check(home.resolve("journal"), "run");
    }

    /** Each row says what the audit found, in the same order. */
    private static void assertTrades(JournalAudit audit, Path logs) throws IOException {
        List<String> rows = Files.readAllLines(logs.resolve("trades.csv"));
        assertEquals(
                "step,place,time,orderId,execId,strategy,symbol,side,quantity,price,fee,liquidity", rows.remove(0));
        assertEquals(audit.fills.size(), rows.size());
        Set<String> executions = new HashSet<>();
        for (int i = 0; i < rows.size(); i++) {
            String[] cells = rows.get(i).split(",", -1);
            String[] fill = audit.fills.get(i).split(" ", -1);
            assertEquals(fill[2], cells[7], rows.get(i));
            assertEquals(0, new BigDecimal(fill[3]).compareTo(new BigDecimal(cells[8])), rows.get(i));
            assertEquals(0, new BigDecimal(fill[5]).compareTo(new BigDecimal(cells[9])), rows.get(i));
            assertEquals(0, new BigDecimal(fill[7]).compareTo(new BigDecimal(cells[10])), rows.get(i));
            assertEquals(fill[8], cells[11], rows.get(i));
            assertEquals(fill[1].equals("0") ? "sma-cross" : "volatility-harvester", cells[5]);
            assertTrue(executions.add(cells[4]), "twice: " + rows.get(i));
        }
    }

    /** All lines of a stream, those put aside first. */
    private static List<String> lines(Path logs, String stream) throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.list(logs)) {
            all.filter(file -> file.getFileName().toString().matches(stream + "-\\d+(-\\d+)?\\.jsonl\\.gz"))
                    .sorted()
                    .forEach(files::add);
        }
        List<String> lines = new ArrayList<>();
        for (Path file : files) {
            try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
                lines.addAll(Arrays.asList(new String(in.readAllBytes(), UTF_8).split("\n", -1)));
                lines.remove(lines.size() - 1);
            }
        }
        lines.addAll(Files.readAllLines(logs.resolve(stream + ".jsonl")));
        return lines;
    }

    private static void assertJson(List<String> lines) throws IOException {
        for (String line : lines) {
            int depth = 0;
            try (JsonParser parser = new JsonFactory().createParser(line)) {
                while (parser.nextToken() != null) {
                    depth++;
                }
            }
            assertTrue(depth > 4 && line.startsWith("{\"step\":") && line.endsWith("}"), line);
        }
    }

    @Test
    void shouldWriteEachFillOfTheJournalOnceAndSixStreamsOfJson() throws Exception {
        List<String> said = new ArrayList<>();
        JournalAudit audit = run(dir.resolve("home"), config(NO_ROTATION), said);
        Path logs = dir.resolve("home/logs");
        assertTrue(audit.fills.size() > 100, "too few fills: " + audit.fills.size());
        assertTrades(audit, logs);
        for (String stream : STREAMS) {
            assertJson(lines(logs, stream));
        }
        long fills = lines(logs, "trades").stream()
                .filter(line -> line.contains("\"execType\":\"FILL\""))
                .count();
        assertEquals(audit.fills.size(), fills);
        long orders = lines(logs, "orders").stream()
                .filter(line -> line.contains("\"type\":\"OrderCommand\"") && line.contains("\"action\":\"NEW\""))
                .count();
        assertEquals(audit.orders, orders);
        assertTrue(lines(logs, "lifecycle").get(0).contains("SessionUp"));
        assertTrue(
                lines(logs, "lifecycle").get(1).contains("SessionDown"),
                lines(logs, "lifecycle").toString());
        assertTrue(lines(logs, "performance").size() > 10);
        assertTrue(String.join("", lines(logs, "system")).contains("stopped in order"));
        // A second session goes on behind them.
        audit = run(dir.resolve("home"), config(NO_ROTATION), said);
        assertTrades(audit, logs);
        assertEquals(4, lines(logs, "lifecycle").size());
        assertFalse(String.join("\n", said).contains("logs:"), said.toString());
    }

    @Test
    void shouldPutFilesAsideAndKeepEveryLine() throws Exception {
        run(dir.resolve("one"), config(NO_ROTATION), new ArrayList<>());
        run(dir.resolve("many"), config(2_048), new ArrayList<>());
        for (String stream : STREAMS.subList(0, 5)) {
            assertEquals(lines(dir.resolve("one/logs"), stream), lines(dir.resolve("many/logs"), stream), stream);
        }
        LogConfig few =
                LogConfig.of(new Settings().put("logs.maxBytes", "2048", "test").put("logs.keep", "3", "test"));
        run(dir.resolve("few"), few, new ArrayList<>());
        try (Stream<Path> all = Files.list(dir.resolve("few/logs"))) {
            assertEquals(
                    3,
                    all.filter(file -> file.getFileName().toString().matches("trades-.*gz"))
                            .count());
        }
    }

    @Test
    void shouldGoOnWhereAFileEndsWhereverThatIs() throws Exception {
        run(dir.resolve("home"), config(NO_ROTATION), new ArrayList<>());
        Path home = dir.resolve("home");
        Path logs = home.resolve("logs");
        List<String> files = new ArrayList<>(List.of("trades.csv"));
        STREAMS.subList(0, 5).forEach(stream -> files.add(stream + ".jsonl"));
        List<byte[]> whole = new ArrayList<>();
        for (String file : files) {
            whole.add(Files.readAllBytes(logs.resolve(file)));
        }
        long hash = PastRun.configHash(PaperTape.options(home, PaperTape.load(tape)));
        for (int round = 0; round < 40; round++) {
            Files.deleteIfExists(logs.resolve("position"));
            for (int i = 0; i < files.size(); i++) {
                try (RandomAccessFile file =
                        new RandomAccessFile(logs.resolve(files.get(i)).toFile(), "rw")) {
                    file.setLength(random.nextInt(whole.get(i).length + 1));
                }
            }
            List<String> said = new CopyOnWriteArrayList<>();
            // What was saved in the round before is of files that are no more.
            SavedStates saved = new SavedStates(home.resolve("journal"), SideReaders.LOGS, hash, 300, said::add);
            RunLogs.start(
                            logs,
                            home.resolve("journal"),
                            PaperTape.config(),
                            config(NO_ROTATION),
                            Long.MAX_VALUE,
                            saved,
                            said::add)
                    .close();
            assertEquals(List.of(), said);
            for (int i = 0; i < files.size(); i++) {
                assertTrue(
                        Arrays.equals(whole.get(i), Files.readAllBytes(logs.resolve(files.get(i)))),
                        "round " + round + ": " + files.get(i));
            }
        }
    }

    @Test
    void shouldGoOnBehindWhatItSavedAsOneThatReadsAll() throws Exception {
        Path home = dir.resolve("home");
        Path journal = home.resolve("journal");
        Path whole = tape;
        List<String> said = new ArrayList<>();
        for (int bars : new int[] {300, 900, 2_000}) {
            tape = PaperTape.write(dir.resolve("tape" + bars), bars, 77);
            PaperOptions options = PaperTape.options(home, PaperTape.load(tape))
                    .withLogs(config(NO_ROTATION))
                    .withSnapshotEvery(400);
            PaperRun.Outcome outcome = new PaperRun(options, said::add).run();
            assertEquals(ExitCodes.DONE, outcome.exitCode(), outcome.toString());
        }
        tape = whole;
        assertFalse(SavedStates.folder(journal, SideReaders.LOGS).newestFirst().isEmpty());
        assertFalse(said.stream().anyMatch(line -> line.contains("not used")), said.toString());
        RunLogs.start(
                        dir.resolve("again"),
                        journal,
                        PaperTape.config(),
                        config(NO_ROTATION),
                        Long.MAX_VALUE,
                        SavedStates.none(journal),
                        said::add)
                .close();
        for (String stream : STREAMS.subList(0, 5)) {
            assertEquals(lines(dir.resolve("again"), stream), lines(home.resolve("logs"), stream), stream);
        }
        assertEquals(
                Files.readString(dir.resolve("again/trades.csv")), Files.readString(home.resolve("logs/trades.csv")));
    }

    @Test
    void shouldCutLinesOfStepsThatTheJournalHasLost() throws Exception {
        run(dir.resolve("home"), config(NO_ROTATION), new ArrayList<>());
        Path logs = dir.resolve("home/logs");
        byte[] whole = Files.readAllBytes(logs.resolve("trades.csv"));
        String lost = "999999999,0,2030-01-01T00:00:00Z,1,1,sma-cross,WALK,BUY,1,1,0,TAKER\n";
        Files.write(logs.resolve("trades.csv"), lost.getBytes(UTF_8), java.nio.file.StandardOpenOption.APPEND);
        RunLogs.start(
                        logs,
                        dir.resolve("home/journal"),
                        PaperTape.config(),
                        config(NO_ROTATION),
                        1_000_000,
                        SavedStates.none(dir.resolve("home/journal")),
                        line -> {})
                .close();
        assertTrue(Arrays.equals(whole, Files.readAllBytes(logs.resolve("trades.csv"))));
    }

    @Test
    @Tag("fault")
    void shouldLoseNoRowWhenKilled() throws Exception {
        Path home = dir.resolve("home");
        for (int kill = 0; kill < 3; kill++) {
            List<String> arguments = List.of(
                    home.toString(), tape.toString(), "22500", "wait", Layout.FUSED.name(), "0", "1000", "4096");
            try (PaperProcess child = new PaperProcess(home, List.of(), arguments)) {
                assertTrue(child.awaitLine("running"), child.output());
                Thread.sleep(random.nextInt(700));
                child.kill();
            }
        }
        JournalAudit audit = run(home, config(4_096), new ArrayList<>());
        assertTrades(audit, home.resolve("logs"));
        run(dir.resolve("whole"), config(NO_ROTATION), new ArrayList<>());
        for (String stream : List.of("trades", "orders")) {
            List<String> killed = lines(home.resolve("logs"), stream);
            assertJson(killed);
            assertEquals(
                    killed.size(), new HashSet<>(killed).size(), "cut at its last whole line, nothing comes twice");
            assertEquals(lines(dir.resolve("whole/logs"), stream).size(), killed.size(), stream);
        }
    }

    @Test
    void shouldTradeOnWithoutItsLogFolderAndWriteLater() throws Exception {
        Path home = Files.createDirectories(dir.resolve("home"));
        Path logs = Files.writeString(home.resolve("logs"), "in the way");
        List<String> said = new CopyOnWriteArrayList<>();
        JournalAudit audit = run(home, config(NO_ROTATION), said);
        assertEquals(
                1,
                said.stream()
                        .filter(line -> line.contains("logs: cannot be written"))
                        .count(),
                said.toString());
        assertTrue(audit.fills.size() > 100);

        said.clear();
        RunLogs late = RunLogs.start(
                logs,
                home.resolve("journal"),
                PaperTape.config(),
                config(NO_ROTATION),
                Long.MAX_VALUE,
                SavedStates.none(home.resolve("journal")),
                said::add);
        while (said.isEmpty()) {
            Thread.sleep(5);
        }
        assertTrue(late.failures() > 0);
        Files.delete(logs);
        while (said.size() < 2) {
            Thread.sleep(5);
        }
        assertTrue(said.get(1).contains("again"), said.toString());
        // Moved away under its feet.
        Files.move(logs, home.resolve("moved"));
        long failures = late.failures();
        while (late.failures() == failures || !Files.exists(logs.resolve("trades.csv"))) {
            Thread.sleep(5);
        }
        late.close();
        assertTrades(audit, logs);
    }

    @Test
    @Tag("fault")
    void shouldTradeOnWhenTheLogVolumeIsFull() throws Exception {
        try (SmallDisk disk = SmallDisk.tmpfs(dir, 1)) {
            Path home = Files.createDirectories(dir.resolve("home"));
            Files.createSymbolicLink(home.resolve("logs"), disk.path());
            disk.fillUpTo(40_000);
            List<String> said = new CopyOnWriteArrayList<>();
            run(home, config(NO_ROTATION), said);
            assertEquals(
                    1,
                    said.stream()
                            .filter(line -> line.contains("logs: cannot be written"))
                            .count(),
                    said.toString());
            disk.freeSpace();
            Files.delete(home.resolve("logs"));
            Files.createDirectories(home.resolve("logs"));
            for (String part : List.of("trades.csv", "orders.jsonl")) {
                if (Files.exists(disk.path().resolve(part))) {
                    Files.copy(disk.path().resolve(part), home.resolve("logs").resolve(part));
                }
            }
            JournalAudit audit = run(home, config(NO_ROTATION), said);
            assertTrades(audit, home.resolve("logs"));
        }
    }
}
