package io.millrace.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.engine.EngineConfig;
import io.millrace.engine.EngineFactory;
import io.millrace.engine.TradingEngine;
import io.millrace.event.Step;
import io.millrace.event.StepLayout;
import io.millrace.feed.InputSource;
import io.millrace.replay.Recovery;
import io.millrace.source.DataSet;
import io.millrace.testkit.Seeds;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A journal that ends inside an event: the feed gives the event again, and goes on as soon as the engine is there. What
 * it writes into its buffer then must not become the event. The oracle is the uninterrupted run, byte for byte.
 */
class HeldEventTest {
    @TempDir
    Path dir;

    @Test
    void shouldTakeTheEventAsItWasThoughTheFeedHasGoneOn() throws Exception {
        EngineConfig config = PaperTape.config();
        long seed = Seeds.random("HeldEventTest", 9).nextLong();
        DataSet data = PaperTape.load(PaperTape.write(dir.resolve("tape"), 200, seed));
        new PaperRun(PaperTape.options(dir.resolve("whole"), data, config), line -> {}).run();
        List<byte[]> steps = CrashTest.steps(dir.resolve("whole/journal"));
        int tried = 0;
        for (int cut = 1; cut < steps.size() && tried < 10; cut++) {
            if (CrashTest.isReport(steps.get(cut - 1)) && !CrashTest.isReport(steps.get(cut))) {
                tried += goesOn(steps, cut, config) ? 1 : 0;
            }
        }
        assertTrue(tried > 5, "places inside an event: " + tried);
    }

    /** False when the journal does not end inside an event there. */
    private boolean goesOn(List<byte[]> steps, int cut, EngineConfig config) {
        Path journal = dir.resolve("at" + cut);
        CrashTest.write(steps.subList(0, cut), journal, config);
        OneRow feed = new OneRow(input(steps.get(cut)));
        Recovery recovery = new Recovery(journal, cut);
        recovery.run(new EngineFactory(config), feed, step -> {});
        assertNull(recovery.difference());
        if (!recovery.tookNextEvent()) {
            return false;
        }
        TradingEngine engine = recovery.continueWith(new OneRow(new byte[0]), 0, step -> {}, step -> {});
        feed.buffer.setMemory(0, feed.buffer.capacity(), (byte) 0x55);
        Step step = new Step();
        assertTrue(engine.runOne(step));
        byte[] made = new byte[step.length()];
        step.buffer().getBytes(0, made);
        assertEquals(HexFormat.of().formatHex(steps.get(cut)), HexFormat.of().formatHex(made), "step " + (cut + 1));
        return true;
    }

    private static byte[] input(byte[] step) {
        int length = StepLayout.inputLength(new UnsafeBuffer(step), 0);
        return Arrays.copyOfRange(step, Step.INPUT_OFFSET, Step.INPUT_OFFSET + length);
    }

    /** Gives one message, or none. */
    private static final class OneRow implements InputSource {
        private final UnsafeBuffer buffer;
        private boolean given;

        OneRow(byte[] row) {
            buffer = new UnsafeBuffer(row);
            given = row.length == 0;
        }

        @Override
        public boolean advance() {
            boolean now = !given;
            given = true;
            return now;
        }

        @Override
        public boolean exhausted() {
            return given;
        }

        @Override
        public DirectBuffer buffer() {
            return buffer;
        }

        @Override
        public int offset() {
            return 0;
        }

        @Override
        public int length() {
            return buffer.capacity();
        }
    }
}
