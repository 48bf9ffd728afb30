package io.millrace.daemon;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.backtest.Backtest;
import io.millrace.chronicle.ChronicleJournal;
import io.millrace.engine.EngineConfig;
import io.millrace.event.Step;
import io.millrace.event.codec.RunMode;
import io.millrace.event.codec.SessionUpDecoder;
import io.millrace.journal.JournalReader;
import io.millrace.journal.RecordType;
import io.millrace.pipeline.Layout;
import io.millrace.pipeline.PipelineConfig;
import io.millrace.pipeline.WaitMode;
import io.millrace.replay.Replay;
import io.millrace.source.DataSet;
import io.millrace.source.SeriesInputs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Paper runs that end in order: equal to a backtest, and to themselves when interrupted. */
class PaperRunTest {
    private static final int BARS = 2_000;
    private static final long[] CAPITAL = {500_000, 40_000};

    @TempDir
    static Path shared;

    private static DataSet data;

    @TempDir
    Path dir;

    @BeforeAll
    static void load() throws Exception {
        data = PaperTape.load(PaperTape.write(shared.resolve("tape"), BARS, 7));
    }

    private static List<byte[]> steps(Path journal) {
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

    private static PaperRun.Outcome run(PaperOptions options) {
        PaperRun.Outcome outcome = new PaperRun(options, System.err::println).run();
        System.err.println(outcome);
        return outcome;
    }

    @ParameterizedTest
    @EnumSource(names = {"FUSED", "DUO", "PINNED"})
    void shouldGiveTheBytesOfABacktestInEveryLayout(Layout layout) {
        PaperOptions options =
                PaperTape.options(dir.resolve("paper"), data).withPipeline(PipelineConfig.of(layout, WaitMode.BACKOFF));
        assertEquals(ExitCodes.DONE, run(options).exitCode());
        EngineConfig paper = PaperTape.config();
        EngineConfig backtest = new EngineConfig(
                paper.engineId(),
                RunMode.BACKTEST,
                paper.seed(),
                paper.instruments(),
                paper.strategies(),
                paper.market(),
                paper.risk(),
                paper.proceeds(),
                paper.venue(),
                paper.fees(),
                paper.catalog(),
                paper.series(),
                paper.portfolio());
        new Backtest(backtest).run(new SeriesInputs(data, RunMode.BACKTEST, 1), dir.resolve("backtest"));

        List<byte[]> expected = steps(dir.resolve("backtest"));
        List<byte[]> actual = steps(dir.resolve("paper/journal"));
        assertEquals(expected.size(), actual.size());
        int modeAt = Step.INPUT_OFFSET + 12 + SessionUpDecoder.modeEncodingOffset();
        assertEquals(RunMode.PAPER.value(), actual.get(0)[modeAt]);
        actual.get(0)[modeAt] = (byte) RunMode.BACKTEST.value();
        for (int i = 0; i < expected.size(); i++) {
            assertArrayEquals(expected.get(i), actual.get(i), "step " + (i + 1));
        }
        JournalAudit audit = JournalAudit.of(dir.resolve("paper/journal"), CAPITAL);
        assertEquals(List.of(), audit.violations);
        assertTrue(audit.fills.size() > 500, "the tape must trade, but had " + audit.fills.size() + " fills");
        assertTrue(
                new Replay(dir.resolve("paper/journal")).run(true, step -> {}).identical());
    }

    @Test
    void shouldGoOnAfterStopsAsIfThereHadBeenNone() throws Exception {
        run(PaperTape.options(dir.resolve("whole"), data));
        JournalAudit whole = JournalAudit.of(dir.resolve("whole/journal"), CAPITAL);

        Path parts = dir.resolve("parts");
        for (int i = 0; i < 4; i++) {
            // 60 s of the tape in 4 ms: each part is some hundred rows.
            PaperRun part = new PaperRun(PaperTape.options(parts, data).withSpeed(15_000), System.err::println);
            Thread stopper = new Thread(() -> {
                try {
                    Thread.sleep(400);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                part.stop();
            });
            stopper.start();
            assertEquals(ExitCodes.DONE, part.run().exitCode());
            stopper.join();
        }
        assertEquals(ExitCodes.DONE, run(PaperTape.options(parts, data)).exitCode());
        JournalAudit audit = JournalAudit.of(parts.resolve("journal"), CAPITAL);
        assertEquals(5, audit.sessions);
        assertEquals(List.of(), audit.violations);
        assertEquals(whole.fills, audit.fills);
        assertEquals(whole.equity, audit.equity);
        assertTrue(new Replay(parts.resolve("journal")).run(true, step -> {}).identical());
    }

    @Test
    void shouldRefuseASecondOwnerAnotherConfigurationAndOtherData() throws Exception {
        Path home = dir.resolve("home");
        PaperRun first = new PaperRun(PaperTape.options(home, data).withOnce(false), System.err::println);
        PaperRun.Outcome[] ended = new PaperRun.Outcome[1];
        Thread running = new Thread(() -> ended[0] = first.run());
        running.start();
        awaitHealth(home, "RUNNING");
        PaperRun.Outcome second = run(PaperTape.options(home, data));
        assertEquals(ExitCodes.JOURNAL, second.exitCode());
        assertTrue(second.message().contains("pid=" + ProcessHandle.current().pid()), second.message());
        first.stop();
        running.join();
        assertEquals(ExitCodes.DONE, ended[0].exitCode());

        PaperOptions same = PaperTape.options(home, data);
        EngineConfig other = EngineConfig.read(PaperTape.settings().put("venue.takerFee", "0.0002", "test"));
        PaperRun.Outcome changed = run(PaperOptions.of(home, data, other).withJournal(same.journal()));
        assertEquals(ExitCodes.USAGE, changed.exitCode());
        assertTrue(changed.message().contains("venue.takerFee (journal 0.0001, given 0.0002)"), changed.message());

        DataSet otherData = PaperTape.load(PaperTape.write(dir.resolve("other"), BARS, 8));
        PaperRun.Outcome foreign = run(PaperTape.options(home, otherData));
        assertEquals(ExitCodes.USAGE, foreign.exitCode());
        assertTrue(foreign.message().contains("fed with"), foreign.message());
    }

    @Test
    void shouldRefuseAClockThatWentBackUntilItIsAccepted() {
        PaperOptions options = PaperTape.options(dir.resolve("home"), data);
        assertEquals(ExitCodes.DONE, run(options).exitCode());
        PaperOptions early = options.withJournal(
                settings -> PaperTape.small(settings).withWallClockMs(() -> System.currentTimeMillis() - 180_000));
        PaperRun.Outcome refused = run(early);
        assertEquals(ExitCodes.JOURNAL, refused.exitCode());
        assertTrue(refused.message().contains("--accept-clock-step"), refused.message());
        assertEquals(ExitCodes.DONE, run(early.withAcceptClockStep(true)).exitCode());
    }

    @Test
    void shouldSayWhyItHaltedAndGoOnFromItsJournal() throws Exception {
        Path home = dir.resolve("home");
        PaperOptions options = PaperTape.options(home, data);
        PipelineConfig unusable =
                new PipelineConfig(Layout.FUSED, WaitMode.BACKOFF, 1_024, 1 << 16, 256, List.of(99_999), 0);
        PaperRun.Outcome halted = run(options.withPipeline(unusable));
        assertEquals(ExitCodes.FAULT, halted.exitCode());
        assertTrue(halted.message().contains("the engine halted in stage "), halted.message());
        assertTrue(awaitHealth(home, "HALTED").contains("halted in stage"));
        assertEquals(ExitCodes.DONE, run(options).exitCode());
    }

    private static String awaitHealth(Path home, String text) throws Exception {
        Path file = home.resolve(Health.FILE);
        for (int i = 0; i < 500; i++) {
            if (Files.exists(file) && Files.readString(file).contains(text)) {
                return Files.readString(file);
            }
            Thread.sleep(20);
        }
        throw new AssertionError(text + " did not come: " + (Files.exists(file) ? Files.readString(file) : "no file"));
    }
}
