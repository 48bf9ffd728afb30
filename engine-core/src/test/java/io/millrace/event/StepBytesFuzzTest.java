package io.millrace.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.millrace.testkit.RandomMarket;
import io.millrace.testkit.Seeds;
import io.millrace.testkit.StepBytes;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Bytes from outside, taken for a step: a step, or one of the documented refusals. */
class StepBytesFuzzTest {
    @FuzzTest
    void shouldLoadOrRefuse(final byte[] bytes) {
        loadAndWalk(bytes);
    }

    @Test
    void shouldLoadOrRefuseDamagedSteps() {
        final Random random = Seeds.random("damaged steps", 41);
        final StepBytes log = new StepBytes();
        final io.millrace.engine.TradingEngine engine = new io.millrace.engine.EngineFactory(RandomMarket.config())
                .simulated(RandomMarket.inputs(new Random(1), 20).source(), log, io.millrace.engine.StepListener.NONE);
        final Step step = new Step();
        while (engine.runOne(step)) {
            continue;
        }
        for (final byte[] honest : log.steps()) {
            assertTrue(loadAndWalk(honest), "an honest step loads");
            for (int i = 0; i < 200; i++) {
                final byte[] damaged = java.util.Arrays.copyOf(honest, 1 + random.nextInt(honest.length + 8));
                for (int k = random.nextInt(4); k >= 0; k--) {
                    damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
                }
                loadAndWalk(damaged);
            }
        }
    }

    @Test
    void shouldRefuseAHeaderThatDoesNotFitItsSection() {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[20]);
        assertThrows(
                IllegalStateException.class,
                () -> new MessageCursor().wrap(buffer, 15, 20).next());
    }

    private static boolean loadAndWalk(final byte[] bytes) {
        final Step step = new Step();
        try {
            step.load(new UnsafeBuffer(bytes), 0, bytes.length);
        } catch (final IllegalArgumentException refused) {
            return false;
        }
        assertEquals(bytes.length, step.length());
        assertEquals(step.sequence(), StepLayout.sequence(step.buffer(), 0));
        try {
            walk(new MessageCursor().frames(step));
            walk(new MessageCursor().outputs(step));
        } catch (final IllegalStateException refused) {
            return false;
        }
        return true;
    }

    private static void walk(final MessageCursor cursor) {
        while (cursor.next()) {
            assertTrue(cursor.length() >= Messages.HEADER_LENGTH && cursor.templateId() >= 0);
        }
    }
}
