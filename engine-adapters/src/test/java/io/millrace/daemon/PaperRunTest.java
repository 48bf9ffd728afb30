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
import io.millrace.replay.Replay;
import io.millrace.source.DataSet;
import io.millrace.source.SeriesInputs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    @Test
    void shouldGiveTheBytesOfABacktest() {
        assertEquals(ExitCodes.DONE, run(PaperTape.options(dir.resolve("paper"), data)).exitCode());
        EngineConfig paper = PaperTape.config();
        EngineConfig backtest = new EngineConfig(
                paper.engineId(),
                RunMode.BACKTEST,
                paper.seed(),
                paper.instruments(),
                paper.strategies(),
                paper.risk(),
                paper.venue(),
                paper.fees());
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
        assertTrue(new Replay(dir.resolve("paper/journal")).run(true, step -> {}).identical());
    }
}
