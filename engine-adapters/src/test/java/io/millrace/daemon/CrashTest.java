package io.millrace.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.chronicle.ChronicleJournal;
import io.millrace.engine.EngineConfig;
import io.millrace.event.Messages;
import io.millrace.event.Step;
import io.millrace.event.StepLayout;
import io.millrace.event.codec.ExecutionReportDecoder;
import io.millrace.journal.JournalIntegrity;
import io.millrace.journal.JournalReader;
import io.millrace.journal.JournalSettings;
import io.millrace.journal.JournalWriter;
import io.millrace.journal.RecordType;
import io.millrace.pipeline.Layout;
import io.millrace.replay.JournalHeader;
import io.millrace.replay.Replay;
import io.millrace.replay.ReplayResult;
import io.millrace.source.DataSet;
import io.millrace.testkit.Seeds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * F1: killed at any moment, a run goes on as if nothing had happened. The oracle is an uninterrupted run and an audit.
 */
class CrashTest {
    private static final long[] CAPITAL = {500_000, 40_000};

    @TempDir
    Path dir;

    /** I1 to I4 on a journal at rest: intact, adds up, and decided by this build in the same way. */
    static JournalAudit check(Path journal, String when) {
        JournalIntegrity found = ChronicleJournal.check(journal);
        assertTrue(found.intact(), when + ": " + found);
        JournalAudit audit = JournalAudit.of(journal, CAPITAL);
        assertEquals(List.of(), audit.violations, when);
        if (audit.steps > 0) {
            ReplayResult replay = new Replay(journal).run(true, step -> {});
            assertTrue(replay.identical(), when + ": " + replay.difference());
        }
        return audit;
    }

    @Test
    void shouldSurviveKillMinusNine() throws Exception {
        killManyTimes(Layout.FUSED, Integer.getInteger("kills", 5));
    }

    @ParameterizedTest
    @EnumSource(names = {"FUSED", "DUO", "PINNED"})
    @Tag("slow")
    @Timeout(900)
    void shouldSurviveFiftyTimesKillMinusNine(Layout layout) throws Exception {
        killManyTimes(layout, Integer.getInteger("kills", 50));
    }

    /** With a snapshot each so many steps, so that most lives begin at one. */
    private static List<String> arguments(Path home, Path tape, String speed, String end, Layout layout) {
        return List.of(home.toString(), tape.toString(), speed, end, layout.name(), "0", "1000");
    }

    private void killManyTimes(Layout layout, int kills) throws Exception {
        Random random = Seeds.random("CrashTest", 20_261_121);
        Path tape = PaperTape.write(dir.resolve("tape"), 10_000, random.nextLong());
        DataSet data = PaperTape.load(tape);
        new PaperRun(PaperTape.options(dir.resolve("whole"), data), line -> {}).run();
        JournalAudit whole = check(dir.resolve("whole/journal"), "uninterrupted");

        Path home = dir.resolve("home");
        Path journal = home.resolve("journal");
        int inStart = 0;
        long slowestMs = 0;
        for (int kill = 1; kill <= kills; kill++) {
            boolean early = random.nextInt(5) == 0;
            int delay = random.nextInt(early ? 1_000 : 600);
            long start = System.nanoTime();
            try (PaperProcess child =
                    new PaperProcess(home, List.of(), arguments(home, tape, "22500", "wait", layout))) {
                if (!early) {
                    assertTrue(child.awaitLine("running"), child.output());
                    slowestMs = Math.max(slowestMs, (System.nanoTime() - start) / 1_000_000);
                }
                Thread.sleep(delay);
                assertTrue(child.isAlive(), child.output());
                inStart += child.output().contains("running") ? 0 : 1;
                child.kill();
            }
            if (Files.exists(journal) && ChronicleJournal.check(journal).records() > 0) {
                check(journal, "after kill " + kill);
            }
        }
        try (PaperProcess last = new PaperProcess(home, List.of(), arguments(home, tape, "max", "once", layout))) {
            assertEquals(ExitCodes.DONE, last.awaitExit(), last.output());
        }
        JournalAudit audit = check(journal, "at the end");
        System.err.println("CrashTest: " + layout + ", " + kills + " kills, " + inStart
                + " of them before the first row; " + audit.sessions + " sessions, " + audit.steps + " steps, "
                + audit.orders + " orders, "
                + audit.fills.size() + " fills; slowest start " + slowestMs + " ms");
        assertEquals(whole.fills, audit.fills);
        assertEquals(whole.equity, audit.equity);
    }

    /** Every kind of place at which a journal can end, above all between the reports of one event. */
    @ParameterizedTest
    @ValueSource(longs = {0, 7_000_000_000L})
    void shouldGoOnFromEveryKindOfPlace(long latencyNs) throws Exception {
        EngineConfig config = EngineConfig.read(PaperTape.settings()
                .put("venue.orderLatencyNs", Long.toString(latencyNs), "test")
                .put("venue.reportLatencyNs", Long.toString(2 * latencyNs), "test"));
        Random random = Seeds.random("CrashTest.places", 7);
        DataSet data = PaperTape.load(PaperTape.write(dir.resolve("tape"), 400, random.nextLong()));
        new PaperRun(PaperTape.options(dir.resolve("whole"), data, config), line -> {}).run();
        JournalAudit whole = check(dir.resolve("whole/journal"), "uninterrupted");
        List<byte[]> steps = steps(dir.resolve("whole/journal"));
        List<Integer> places = new ArrayList<>();
        for (int i = 1; i < steps.size(); i++) {
            boolean report = isReport(steps.get(i - 1));
            if (report ? random.nextInt(6) == 0 : random.nextInt(80) == 0) {
                places.add(i);
            }
        }
        for (int place : places) {
            Path home = dir.resolve("at" + place);
            write(steps.subList(0, place), home.resolve("journal"), config);
            PaperRun.Outcome outcome = new PaperRun(PaperTape.options(home, data, config), line -> {}).run();
            assertEquals(ExitCodes.DONE, outcome.exitCode(), "cut after step " + place + ": " + outcome);
            // Once more: now the session that went on there is itself among what is run again.
            outcome = new PaperRun(PaperTape.options(home, data, config), line -> {}).run();
            assertEquals(ExitCodes.DONE, outcome.exitCode(), "again, cut after step " + place + ": " + outcome);
            JournalAudit audit = check(home.resolve("journal"), "cut after step " + place);
            assertEquals(whole.fills, audit.fills, "cut after step " + place);
            assertEquals(whole.equity, audit.equity, "cut after step " + place);
        }
        System.err.println("CrashTest: " + places.size() + " places of " + steps.size() + " steps");
        assertTrue(places.size() > 20, "too few places: " + places.size());
    }

    static boolean isReport(byte[] step) {
        return Messages.templateId(new UnsafeBuffer(step), Step.INPUT_OFFSET) == ExecutionReportDecoder.TEMPLATE_ID;
    }

    static List<byte[]> steps(Path journal) {
        List<byte[]> steps = new ArrayList<>();
        try (JournalReader reader = ChronicleJournal.read(journal)) {
            while (reader.next((type, sequence, timeNs, buffer, offset, length) -> {
                if (type == RecordType.STEP) {
                    byte[] bytes = new byte[length];
                    buffer.getBytes(offset, bytes);
                    steps.add(bytes);
                }
            })) {
                continue;
            }
        }
        return steps;
    }

    static void write(List<byte[]> steps, Path journal, EngineConfig config) {
        JournalSettings settings = PaperTape.small(
                JournalSettings.of(journal, JournalHeader.of(config).text()));
        try (JournalWriter writer = ChronicleJournal.open(settings)) {
            for (byte[] step : steps) {
                UnsafeBuffer buffer = new UnsafeBuffer(step);
                writer.append(RecordType.STEP, StepLayout.engineTimeNs(buffer, 0), buffer, 0, step.length);
            }
        }
    }
}
