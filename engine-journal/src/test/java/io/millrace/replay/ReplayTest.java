package io.millrace.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.chronicle.ChronicleJournal;
import io.millrace.config.Settings;
import io.millrace.engine.EngineConfig;
import io.millrace.engine.StepListener;
import io.millrace.event.MessageCursor;
import io.millrace.event.Step;
import io.millrace.event.codec.OrderCommandDecoder;
import io.millrace.event.codec.OrderCommandEncoder;
import io.millrace.fixed.Fixed;
import io.millrace.journal.JournalDamagedException;
import io.millrace.journal.JournalReader;
import io.millrace.testkit.InputScript;
import io.millrace.testkit.RandomMarket;
import io.millrace.testkit.Seeds;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recorded run replays to the same bytes, and whatever was changed in it is found at its step. */
class ReplayTest {
    private static final long MINUTE_NS = 60_000_000_000L;

    @TempDir
    Path folder;

    @Test
    void shouldReplayToTheSameBytes() {
        final long seed = Seeds.seed("replay", 21);
        final EngineConfig config = RandomMarket.config();
        final Path journal = folder.resolve("run");
        final RecordedRun.Hashes recorded = RecordedRun.record(
                config, RandomMarket.inputs(new Random(seed), 300).source(), journal);

        final ReplayResult result = new Replay(journal).run(true, StepListener.NONE);

        assertNull(result.difference());
        assertTrue(result.identical());
        assertEquals(RecordedRun.steps(journal).size(), result.steps());
        assertEquals(recorded.state(), result.stateHash());
        assertEquals(recorded.orders(), result.orderHash());
    }

    @Test
    void shouldReplayEverySessionOfAJournal() {
        final EngineConfig config = crossing(2);
        final InputScript script = new InputScript();
        bars(script.up(RandomMarket.START_NS, 1), 0, 10).down(RandomMarket.START_NS + 10 * MINUTE_NS, 1);
        script.up(RandomMarket.START_NS + 10 * MINUTE_NS, 2);
        bars(script, 10, 20).down(RandomMarket.START_NS + 20 * MINUTE_NS, 2);
        final Path source = folder.resolve("source");
        RecordedRun.record(config, firstSession(script).source(), source);
        final int first = RecordedRun.steps(source).size();
        final List<byte[]> steps = RecordedRun.steps(source);
        final List<byte[]> again = new java.util.ArrayList<>(steps);
        again.add(renumbered(steps.get(0), first + 1L, steps.get(first - 1)));
        final Path journal = folder.resolve("two");
        RecordedRun.write(config, again, journal);

        assertEquals(
                first + 1L, new Replay(journal).run(false, StepListener.NONE).steps());
    }

    @Test
    void shouldRefuseAFlippedBitAtItsStep() throws Exception {
        final Path journal = folder.resolve("run");
        RecordedRun.record(
                RandomMarket.config(), RandomMarket.inputs(new Random(22), 60).source(), journal);
        final List<byte[]> steps = RecordedRun.steps(journal);
        final int victim = steps.size() / 2;
        flip(journal, victim + 2L);
        final long[] seen = new long[1];

        final JournalDamagedException refused =
                assertThrows(JournalDamagedException.class, () -> new Replay(journal).run(true, StepListener.NONE));
        assertThrows(
                JournalDamagedException.class, () -> new Replay(journal).run(false, step -> seen[0] = step.sequence()));

        // Record 1 is the header, so the step at index i is record i + 2.
        assertEquals(victim + 2L, refused.firstBad().sequence());
        assertEquals(victim, seen[0], "steps replayed before the damaged one");
    }

    @Test
    void shouldNameAChangedDecision() {
        final Path honest = folder.resolve("honest");
        final EngineConfig config = RandomMarket.config();
        RecordedRun.record(config, RandomMarket.inputs(new Random(23), 120).source(), honest);
        final List<byte[]> steps = RecordedRun.steps(honest);
        final int victim = firstOrder(steps);
        final long cash = changeCash(steps.get(victim));
        final Path tampered = folder.resolve("tampered");
        RecordedRun.write(config, steps, tampered);

        final ReplayResult result = new Replay(tampered).run(true, StepListener.NONE);

        assertEquals(
                new FirstDifference(
                        victim + 1L, "decide", "OrderCommand.cashQuantity", Fixed.format(cash + 1), Fixed.format(cash)),
                result.difference());
        assertEquals(victim + 1L, result.steps());
    }

    @Test
    void shouldCatchAReorderedTie() {
        final EngineConfig config = crossing(2);
        final InputScript script = new InputScript().up(RandomMarket.START_NS, 1);
        for (int i = 1; i <= 6; i++) {
            final long closeNs = RandomMarket.START_NS + i * MINUTE_NS;
            script.bar(0, 60, closeNs, flat(100 + i), Fixed.ONE).bar(1, 60, closeNs, flat(50 + i), Fixed.ONE);
        }
        final Path honest = folder.resolve("honest");
        RecordedRun.record(config, script.source(), honest);
        final List<byte[]> steps = RecordedRun.steps(honest);
        // Step 1 is the session, 2 and 3 the first minute, 4 and 5 the second.
        swapInputs(steps.get(3), steps.get(4));
        final Path tampered = folder.resolve("tampered");
        RecordedRun.write(config, steps, tampered);

        final FirstDifference difference =
                new Replay(tampered).run(true, StepListener.NONE).difference();

        assertEquals(new FirstDifference(4, "market", "Indicators.stream", "0", "1"), difference);
    }

    @Test
    void shouldFindTheFirstStepThatAChangedParameterTouches() {
        final Path honest = folder.resolve("honest");
        RecordedRun.record(
                crossing(2),
                bars(new InputScript().up(RandomMarket.START_NS, 1), 0, 12).source(),
                honest);
        final Path changed = folder.resolve("changed");
        RecordedRun.write(crossing(3), RecordedRun.steps(honest), changed);

        final FirstDifference difference =
                new Replay(changed).run(true, StepListener.NONE).difference();

        // The mean of 2 is full on the second bar, which is step 3; the mean of 3 is not: 101 and 102 make 101.5.
        assertEquals(new FirstDifference(3, "market", "Indicators.values[0].value", "101.5", null), difference);
    }

    @Test
    void shouldSayThatAFolderHoldsNoRun() {
        final Path journal = folder.resolve("empty");
        assertNotNull(assertThrows(RuntimeException.class, () -> new Replay(journal).run(true, StepListener.NONE))
                .getMessage());
    }

    /** sma-cross on two instruments; closes never cross, so that prices alone make the steps. */
    private static EngineConfig crossing(final int fast) {
        final Settings settings = new Settings()
                .put("engine.mode", "backtest", "test")
                .put("instruments.0.symbol", "A", "test")
                .put("instruments.1.symbol", "B", "test");
        for (int i = 0; i < 2; i++) {
            final String key = "strategies." + i + ".";
            settings.put(key + "name", "sma-cross", "test")
                    .put(key + "symbol", i == 0 ? "A" : "B", "test")
                    .put(key + "timeframe", "1m", "test")
                    .put(key + "params.fast", Integer.toString(fast), "test")
                    .put(key + "params.slow", "5", "test");
        }
        return EngineConfig.read(settings);
    }

    private static InputScript bars(final InputScript script, final int from, final int to) {
        for (int i = from + 1; i <= to; i++) {
            script.bar(0, 60, RandomMarket.START_NS + i * MINUTE_NS, flat(100 + i), Fixed.ONE);
        }
        return script;
    }

    private static InputScript firstSession(final InputScript script) {
        final InputScript first = new InputScript();
        for (int i = 0; i < 12; i++) {
            first.raw(script.message(i));
        }
        return first;
    }

    /** A session's opening as a later step, at the time of the step before. */
    private static byte[] renumbered(final byte[] step, final long sequence, final byte[] before) {
        final UnsafeBuffer copy = new UnsafeBuffer(step.clone());
        copy.putLong(12, sequence, java.nio.ByteOrder.LITTLE_ENDIAN);
        copy.putLong(20, new UnsafeBuffer(before).getLong(20), java.nio.ByteOrder.LITTLE_ENDIAN);
        return copy.byteArray();
    }

    private static long[] flat(final long price) {
        final long fixed = price * Fixed.ONE;
        return new long[] {fixed, fixed, fixed, fixed};
    }

    private static int firstOrder(final List<byte[]> steps) {
        for (int i = 0; i < steps.size(); i++) {
            if (orderBlock(steps.get(i)) > 0) {
                return i;
            }
        }
        throw new AssertionError("the run must have an order for cash");
    }

    /** Offset of the block of the first order for cash, or 0. */
    private static int orderBlock(final byte[] bytes) {
        final Step step = new Step();
        step.load(new UnsafeBuffer(bytes), 0, bytes.length);
        final MessageCursor cursor = new MessageCursor().outputs(step);
        final OrderCommandDecoder order = new OrderCommandDecoder();
        while (cursor.next()) {
            if (cursor.templateId() == OrderCommandDecoder.TEMPLATE_ID) {
                order.wrap(step.buffer(), cursor.block(), cursor.blockLength(), cursor.version());
                if (order.cashQuantity() > 0) {
                    return cursor.block();
                }
            }
        }
        return 0;
    }

    /** Adds the smallest amount to the order's cash; returns what it was. */
    private static long changeCash(final byte[] bytes) {
        final int block = orderBlock(bytes);
        final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
        final long cash = new OrderCommandDecoder()
                .wrap(buffer, block, OrderCommandDecoder.BLOCK_LENGTH, OrderCommandDecoder.SCHEMA_VERSION)
                .cashQuantity();
        new OrderCommandEncoder().wrap(buffer, block).cashQuantity(cash + 1);
        return cash;
    }

    /** Both inputs have the same length. */
    private static void swapInputs(final byte[] a, final byte[] b) {
        final int length = io.millrace.event.StepLayout.inputLength(new UnsafeBuffer(a), 0);
        for (int i = Step.INPUT_OFFSET; i < Step.INPUT_OFFSET + length; i++) {
            final byte kept = a[i];
            a[i] = b[i];
            b[i] = kept;
        }
    }

    /** One bit in the middle of a record. */
    private static void flip(final Path journal, final long sequence) throws Exception {
        try (JournalReader reader = ChronicleJournal.read(journal)) {
            while (reader.sequence() < sequence - 1) {
                reader.next((type, number, timeNs, buffer, offset, length) -> {});
            }
            final long before = reader.position();
            reader.next((type, number, timeNs, buffer, offset, length) -> {});
            try (RandomAccessFile file = new RandomAccessFile(reader.file(), "rw")) {
                final long at = before + (reader.position() - before) / 2;
                file.seek(at);
                final int value = file.read();
                file.seek(at);
                file.write(value ^ 4);
            }
        }
    }
}
