package io.millrace.daemon;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.chronicle.ChronicleJournal;
import io.millrace.config.Settings;
import io.millrace.control.ApiConfig;
import io.millrace.control.ApiServer;
import io.millrace.control.Tokens;
import io.millrace.engine.StepListener;
import io.millrace.follow.SavedStates;
import io.millrace.follow.SideReaders;
import io.millrace.journal.JournalCut;
import io.millrace.journal.JournalIntegrity;
import io.millrace.pipeline.Layout;
import io.millrace.replay.Replay;
import io.millrace.replay.ReplayResult;
import io.millrace.testkit.Seeds;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Cycles that go while the engine runs, on a wall clock on which seven days pass in a second. The oracle is a run on
 * the same tape that never deleted anything: every fill must be in the log file, whoever read what at which time.
 */
@Timeout(300)
class RetainJobTest {
    private static final int BARS = 4_000;
    private static final int EVERY = 400;

    /** So many rows a second that days pass meanwhile. */
    private static final double PACE = 45_000;

    @TempDir
    Path dir;

    private final Random random = Seeds.random("RetainJobTest", 41);
    private final long startMs = System.currentTimeMillis();
    private final List<String> said = new CopyOnWriteArrayList<>();
    private Path tape;
    private Path home;
    private Path journal;

    /** Every five days of the wall clock the cycles of before yesterday go; every day the journal is checked. */
    static PaperOptions retaining(PaperOptions options) {
        Settings settings = new Settings().putAll(options.settings());
        String[][] pairs = {
            {"journal.retainDays", "1"},
            {"schedules.0.name", "old-cycles"},
            {"schedules.0.job", "retain"},
            {"schedules.0.cron", "0 0 1,6,11,16,21,26 * *"},
            {"schedules.1.name", "check"},
            {"schedules.1.job", "journal-check"},
            {"schedules.1.cron", "30 12 * * *"},
            {JournalSection.VERIFY_AT_START, "0"},
        };
        for (String[] pair : pairs) {
            settings.put(pair[0], pair[1], "test");
        }
        return options.withSettings(settings)
                .withApi(new ApiConfig(true, 0, null))
                .withLogs(LogsTest.config(1L << 30));
    }

    @BeforeEach
    void writeTape() throws IOException {
        tape = PaperTape.write(dir.resolve("tape"), BARS, random.nextLong());
        home = dir.resolve("home");
        journal = home.resolve("journal");
        PaperRun.Outcome whole = new PaperRun(
                        PaperTape.options(dir.resolve("whole"), PaperTape.load(tape))
                                .withLogs(LogsTest.config(1L << 30)),
                        line -> {})
                .run();
        assertEquals(ExitCodes.DONE, whole.exitCode(), whole.message());
    }

    private PaperOptions options(double speed) {
        return retaining(PaperTape.options(home, PaperTape.load(tape)))
                .withSpeed(speed)
                .withSnapshotEvery(EVERY)
                .withJournal(settings -> PaperTape.small(settings)
                        .withWallClockMs(() -> startMs + (System.currentTimeMillis() - startMs) * PaperMain.HASTE)
                        .withSteadyNs(() -> System.nanoTime() * PaperMain.HASTE));
    }

    /** Fills without the places at which a session's own steps put them. */
    private static List<String> fills(Path home) throws IOException {
        List<String> rows = new ArrayList<>();
        for (String row : Files.readAllLines(home.resolve("logs").resolve("trades.csv"))) {
            String[] cells = row.split(",", -1);
            rows.add(cells[2] + " " + String.join(" ", List.of(cells).subList(5, cells.length)));
        }
        return rows;
    }

    private List<Path> cycles() throws IOException {
        try (Stream<Path> files = Files.list(journal)) {
            return files.filter(file -> file.toString().endsWith(".cq4"))
                    .sorted()
                    .toList();
        }
    }

    private void assertHarmless() {
        for (String word : List.of("DAMAGED", "cannot be", "could not", "not used", "fault")) {
            assertFalse(said.stream().anyMatch(line -> line.contains(word)), word + " in " + said);
        }
    }

    private void assertReplays(String when) throws IOException {
        JournalIntegrity found = ChronicleJournal.check(journal);
        assertTrue(found.intact(), when + ": " + found.firstBad());
        Replay replay = new Replay(journal);
        ReplayResult result = replay.run(true, StepListener.NONE);
        assertTrue(result.identical() && result.steps() > 0, when + ": " + result.difference());
        assertEquals(found.cut() != null, replay.begin().contains("run from the snapshot of step"), when);
    }

    private String ask(String method, String path, String body) throws Exception {
        String port = Files.readString(home.resolve(ApiServer.PORT_FILE)).strip();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", Tokens.tradeToken(home).use(token -> "Bearer " + new String(token, UTF_8)))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "k" + random.nextInt())
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private CompletableFuture<PaperRun.Outcome> begin(PaperRun run) {
        return CompletableFuture.supplyAsync(run::run);
    }

    private void await(String what, java.util.function.BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 3_000 && !condition.getAsBoolean(); i++) {
            Thread.sleep(10);
        }
        assertTrue(condition.getAsBoolean(), what + ": " + said);
    }

    private boolean hasSaid(String text) {
        return said.stream().anyMatch(line -> line.contains(text));
    }

    @Test
    void shouldDeleteWhileItTradesAndHarmNoReader() throws Exception {
        PaperRun first = new PaperRun(options(PACE), said::add);
        CompletableFuture<PaperRun.Outcome> ended = begin(first);
        await("some cycles went", () -> hasSaid("schedule old-cycles: deleted"));
        first.stop();
        assertEquals(ExitCodes.DONE, ended.get(60, TimeUnit.SECONDS).exitCode(), said.toString());
        assertReplays("behind the first session");
        long cut = JournalCut.read(journal).sequence();

        // This one's patrol reads what the job deletes; its end of the tape is reached while both are at work.
        PaperRun second = new PaperRun(options(PACE).withOnce(false), said::add);
        ended = begin(second);
        await("all rows are in", () -> hasSaid("all rows of the data are in"));
        await("by hand too", () -> hasSaid("schedule check: the journal is intact"));
        assertTrue(ask("POST", "/schedules/run", "{\"name\":\"old-cycles\"}").contains("old-cycles"));
        assertTrue(ask("GET", "/journal", "").contains("\"rebuilds\":0"), "the read model has read on");
        second.stop();
        assertEquals(ExitCodes.DONE, ended.get(60, TimeUnit.SECONDS).exitCode(), said.toString());
        assertNotEquals(cut, JournalCut.read(journal).sequence());
        assertHarmless();
        assertTrue(cycles().size() < 15, cycles().toString());
        assertEquals(fills(dir.resolve("whole")), fills(home));
        assertReplays("at the end");
    }

    @Test
    void shouldKeepWhatAReaderWithoutAStateNeeds() throws Exception {
        PaperRun run = new PaperRun(options(PACE).withSnapshotEvery(0).withOnce(false), said::add);
        CompletableFuture<PaperRun.Outcome> ended = begin(run);
        await("it says why", () -> hasSaid("no cycle of the journal goes"));
        run.stop();
        assertEquals(ExitCodes.DONE, ended.get(60, TimeUnit.SECONDS).exitCode(), said.toString());
        assertFalse(Files.exists(journal.resolve(JournalCut.FILE)));
        assertHarmless();
    }

    /** A file that cannot be read on ends a thread with an Error; this clock stands for it. */
    @Test
    void shouldSayWhatEndedIt() throws Exception {
        AtomicBoolean broken = new AtomicBoolean();
        PaperOptions options = options(PACE)
                .withJournal(settings -> settings.withWallClockMs(() -> {
                    if (broken.get()) {
                        throw new InternalError("a fault occurred in an unsafe memory access operation");
                    }
                    return startMs;
                }));
        try (RetainJob job = new RetainJob(options)) {
            job.spare(null, SideWork.NONE);
            broken.set(true);
            CompletableFuture<String> told = new CompletableFuture<>();
            assertEquals(null, job.begin((bad, text) -> told.complete(bad + " " + text)));
            assertEquals(
                    "true old cycles of the journal could not be deleted: java.lang.InternalError: a fault occurred in"
                            + " an unsafe memory access operation",
                    told.get(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void shouldRefuseAClockThatWasMovedForward() throws Exception {
        AtomicLong wall = new AtomicLong(startMs);
        PaperOptions options = options(PACE).withJournal(settings -> settings.withWallClockMs(wall::get));
        try (RetainJob job = new RetainJob(options)) {
            job.spare(null, SideWork.NONE);
            wall.addAndGet(TimeUnit.DAYS.toMillis(365));
            CompletableFuture<String> told = new CompletableFuture<>();
            assertEquals(null, job.begin((bad, text) -> told.complete(bad + " " + text)));
            String text = told.get(10, TimeUnit.SECONDS);
            assertTrue(
                    text.startsWith("true old cycles of the journal could not be deleted: the wall clock says "), text);
            assertTrue(text.contains("it was moved forward"), text);
        }
    }

    /** Killed at every stage of a deletion; after each the journal verifies, is replayed and traded on. */
    @Test
    void shouldGoOnAfterADeathAtEachStage() throws Exception {
        List<KilledAtPoint.Place> places = List.of(
                new KilledAtPoint.Place("io.millrace.retention.JournalRetention", "cut"),
                new KilledAtPoint.Place("io.millrace.journal.JournalCut", "forceNames"),
                new KilledAtPoint.Place("io.millrace.chronicle.ChronicleJournal", "deleteCut"),
                new KilledAtPoint.Place("io.millrace.chronicle.ChronicleJournal", "delete"),
                new KilledAtPoint.Place("io.millrace.chronicle.ChronicleJournal", "delete"));
        int some = 0;
        for (int i = 0; i < places.size(); i++) {
            KilledAtPoint.Place place = places.get(i);
            // The last time: when one file is gone, and more have to go.
            int hit = i == places.size() - 1 ? 2 : 1;
            String when = place + " hit " + hit;
            KilledAtPoint.Result result = KilledAtPoint.run(home, arguments(), place, hit);
            assertTrue(result.killed(), when + " was not met: " + result.output());
            if (cycles().size() > 1) {
                some += ChronicleJournal.holdsCut(journal) ? 1 : 0;
            }
            assertReplaysWhatIsLeft(when);
        }
        assertTrue(some > 0, "a cut whose files were still there");
        PaperRun last = new PaperRun(options(Double.POSITIVE_INFINITY), said::add);
        assertEquals(ExitCodes.DONE, last.run().exitCode(), said.toString());
        assertReplays("at the end");
        assertEquals(fills(dir.resolve("whole")), fills(home));
        SavedStates view = new SavedStates(journal, SideReaders.VIEW, PastRun.configHash(options(1)), EVERY, said::add);
        try (io.millrace.view.View replica = new io.millrace.view.View(PaperTape.config(), view)) {
            assertEquals(null, replica.problem());
        }
    }

    private void assertReplaysWhatIsLeft(String when) throws IOException {
        JournalIntegrity found = ChronicleJournal.check(journal);
        assertTrue(found.intact(), when + ": " + found.firstBad());
        assertTrue(new Replay(journal).run(true, StepListener.NONE).identical(), when);
    }

    private List<String> arguments() {
        return List.of(
                home.toString(),
                tape.toString(),
                Double.toString(PACE),
                "once",
                Layout.FUSED.name(),
                Long.toString(startMs),
                Integer.toString(EVERY),
                "retain");
    }
}
