package io.millrace.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.engine.EngineFactory;
import io.millrace.engine.StepListener;
import io.millrace.engine.StepLog;
import io.millrace.engine.TradingEngine;
import io.millrace.event.MessageCursor;
import io.millrace.event.Step;
import io.millrace.event.codec.OrderCommandDecoder;
import io.millrace.feed.InputSource;
import io.millrace.testkit.InputScript;
import io.millrace.testkit.RandomMarket;
import io.millrace.testkit.StepBytes;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** A stage that throws stops the engine at its step, in every layout, and nothing of that step leaves. */
class HaltTest {
    private static final InputScript SCRIPT = RandomMarket.inputs(new Random(31), 120);
    private static final Error DISK_FULL = new InternalError("a fault occurred in an unsafe memory access operation");

    @Test
    void shouldHaltAtTheStepThatCannotBeJournaled() throws Exception {
        final long failing = firstStepWithAnOrder();
        for (final Layout layout : Layout.values()) {
            for (final int sampleEvery : new int[] {0, 1}) {
                final long[] routed = new long[1];
                final StepLog log = step -> {
                    if (step.sequence() == failing) {
                        throw DISK_FULL;
                    }
                };

                final Halt halt = halt(layout, sampleEvery, log, step -> routed[0] = step.sequence());

                assertEquals("journal", halt.stage(), layout.toString());
                assertEquals(failing, halt.lastSequence(), layout.toString());
                assertSame(DISK_FULL, halt.cause());
                assertEquals(failing - 1, routed[0], layout + ": the last step that reached the router");
                assertTrue(halt.describe().contains("journal at step " + failing), halt.describe());
            }
        }
    }

    @Test
    void shouldHaltWhenAReadModelThrows() throws Exception {
        for (final Layout layout : Layout.values()) {
            final Halt halt = halt(layout, 64, StepLog.NONE, step -> {
                if (step.sequence() == 77) {
                    throw new IllegalStateException("a read model failed");
                }
            });
            assertEquals("route", halt.stage(), layout.toString());
            assertEquals(77, halt.lastSequence(), layout.toString());
        }
    }

    /** An event that the market stage cannot read: more bars than one step may hold would do the same. */
    @Test
    void shouldHaltWhenTheSourceThrows() throws Exception {
        for (final Layout layout : List.of(Layout.FUSED, Layout.DUO, Layout.PINNED)) {
            final InputSource source = new FailingSource(SCRIPT.source(), 40);
            final TradingEngine engine =
                    new EngineFactory(RandomMarket.config()).simulated(source, StepLog.NONE, StepListener.NONE);
            try (EngineRunner runner = EngineRunner.of(engine, config(layout, 64))) {
                runner.start();
                assertTrue(runner.awaitEnd(10_000), layout + " did not end");
                assertEquals("decode", runner.halt().stage());
            }
        }
    }

    @Test
    void shouldStopWhenClosed() throws Exception {
        for (final Layout layout : List.of(Layout.FUSED, Layout.DUO, Layout.PINNED)) {
            final Inlet open = new Inlet(1 << 16);
            final TradingEngine engine =
                    new EngineFactory(RandomMarket.config()).simulated(open, StepLog.NONE, StepListener.NONE);
            final EngineRunner runner = EngineRunner.of(engine, config(layout, 64));
            runner.start();
            assertFalse(runner.awaitEnd(20), layout + " ended by itself");
            runner.close();
            assertTrue(runner.awaitEnd(10_000), layout + " did not end");
        }
    }

    private static Halt halt(
            final Layout layout, final int sampleEvery, final StepLog log, final StepListener listener)
            throws InterruptedException {
        final TradingEngine engine =
                new EngineFactory(RandomMarket.config()).simulated(SCRIPT.source(), log, listener);
        try (EngineRunner runner = EngineRunner.of(engine, config(layout, sampleEvery))) {
            if (layout == Layout.INLINE) {
                assertThrows(Throwable.class, runner::start);
            } else {
                runner.start();
            }
            assertTrue(runner.awaitEnd(10_000), layout + " did not end");
            assertNotNull(runner.halt(), layout + " did not halt");
            return runner.halt();
        }
    }

    private static PipelineConfig config(final Layout layout, final int sampleEvery) {
        return new PipelineConfig(layout, WaitMode.YIELD, 64, 1 << 20, 256, List.of(), sampleEvery);
    }

    private static long firstStepWithAnOrder() {
        final StepBytes log = new StepBytes();
        final TradingEngine engine =
                new EngineFactory(RandomMarket.config()).simulated(SCRIPT.source(), log, StepListener.NONE);
        final Step step = new Step();
        while (engine.runOne(step)) {
            continue;
        }
        for (final byte[] bytes : log.steps()) {
            step.load(new UnsafeBuffer(bytes), 0, bytes.length);
            final MessageCursor cursor = new MessageCursor().outputs(step);
            while (cursor.next()) {
                if (cursor.templateId() == OrderCommandDecoder.TEMPLATE_ID) {
                    return step.sequence();
                }
            }
        }
        throw new AssertionError("the run must have an order");
    }

    /** Throws instead of giving message number {@code failAt}. */
    private static final class FailingSource implements InputSource {
        private final InputSource source;
        private int left;

        FailingSource(final InputSource source, final int failAt) {
            this.source = source;
            this.left = failAt;
        }

        @Override
        public boolean advance() {
            left--;
            if (left == 0) {
                throw new IllegalStateException("the source failed");
            }
            return source.advance();
        }

        @Override
        public boolean exhausted() {
            return source.exhausted();
        }

        @Override
        public org.agrona.DirectBuffer buffer() {
            return source.buffer();
        }

        @Override
        public int offset() {
            return source.offset();
        }

        @Override
        public int length() {
            return source.length();
        }
    }
}
