package io.millrace.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.engine.EngineFactory;
import io.millrace.engine.StepListener;
import io.millrace.engine.StepLog;
import io.millrace.engine.TradingEngine;
import io.millrace.event.Step;
import io.millrace.event.StepLayout;
import io.millrace.feed.InputSource;
import io.millrace.testkit.ForwardedSource;
import io.millrace.testkit.InputScript;
import io.millrace.testkit.RandomMarket;
import io.millrace.testkit.Seeds;
import io.millrace.testkit.StepBytes;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The layouts with a ring under the intake of live trading and replay, where nothing waits for a venue's answer: many
 * steps are under way at once. With the simulated venue there is never more than one.
 */
class DirectIntakeTest {
    private static final int MINUTES = 400;
    private static final int RING = 64;
    private static final int UNDER_WAY = 20;

    private static List<byte[]> expected;
    private static long stateHash;
    private static long orderHash;
    private static InputScript inputs;

    /** A run against the simulated venue gives the inputs, reports among them. */
    @BeforeAll
    static void record() {
        final InputScript market = RandomMarket.inputs(new Random(Seeds.seed("DirectIntakeTest", 41)), MINUTES);
        final StepBytes log = new StepBytes();
        final TradingEngine engine =
                new EngineFactory(RandomMarket.config()).simulated(market.source(), log, StepListener.NONE);
        final Step step = new Step();
        while (engine.runOne(step)) {
            continue;
        }
        expected = log.steps();
        stateHash = engine.stateHash();
        orderHash = engine.orderHash();
        inputs = new InputScript();
        for (final byte[] bytes : expected) {
            final int length = StepLayout.inputLength(new UnsafeBuffer(bytes), 0);
            inputs.raw(Arrays.copyOfRange(bytes, Step.INPUT_OFFSET, Step.INPUT_OFFSET + length));
        }
    }

    @Test
    void shouldGiveTheSameBytesWithManyStepsUnderWay() throws Exception {
        for (final Layout layout : List.of(Layout.DUO, Layout.PINNED)) {
            for (final int batch : new int[] {1, 7, 256}) {
                final CountedSource source = new CountedSource(inputs.source());
                final StepBytes bytes = new StepBytes();
                // Every hundredth step waits until so many are behind it: the ring is never empty for long.
                final StepLog log = step -> {
                    if (step.sequence() % 100 == 1) {
                        source.await(step.sequence());
                    }
                    bytes.append(step);
                };
                final TradingEngine engine = run(source, log, StepListener.NONE, layout, batch, null);
                final String what = layout + " " + batch;
                for (int i = 0; i < Math.min(expected.size(), bytes.steps().size()); i++) {
                    assertArrayEquals(expected.get(i), bytes.steps().get(i), what + ": step " + (i + 1));
                }
                assertEquals(expected.size(), bytes.steps().size(), what);
                assertTrue(source.most >= UNDER_WAY, what + ": only " + source.most + " steps were under way");
                assertEquals(stateHash, engine.stateHash(), what);
                assertEquals(orderHash, engine.orderHash(), what);
            }
        }
    }

    @Test
    void shouldLetNothingOutThatIsNotJournaledWhenItHaltsWithManyStepsUnderWay() throws Exception {
        final Error full = new InternalError("a fault occurred in an unsafe memory access operation");
        for (final Layout layout : List.of(Layout.DUO, Layout.PINNED)) {
            for (final long failing : new long[] {1, 50, 333}) {
                final CountedSource source = new CountedSource(inputs.source());
                final AtomicLong journaled = new AtomicLong();
                final AtomicLong routed = new AtomicLong();
                final AtomicLong early = new AtomicLong();
                final StepLog log = step -> {
                    if (step.sequence() == failing) {
                        source.await(failing);
                        throw full;
                    }
                    journaled.set(step.sequence());
                };
                final StepListener listener = step -> {
                    early.addAndGet(step.sequence() > journaled.get() ? 1 : 0);
                    routed.set(step.sequence());
                };
                run(source, log, listener, layout, 256, full);
                final String what = layout + " at " + failing;
                assertEquals(failing - 1, journaled.get(), what);
                assertTrue(routed.get() < failing, what + ": routed " + routed);
                assertTrue(failing > 1 || source.most >= UNDER_WAY, what + ": " + source.most + " were under way");
                assertEquals(0, early.get(), what + ": routed before journaled");
            }
        }
    }

    private static TradingEngine run(
            final InputSource source,
            final StepLog log,
            final StepListener listener,
            final Layout layout,
            final int batch,
            final Throwable fault)
            throws InterruptedException {
        final TradingEngine engine = new EngineFactory(RandomMarket.config()).replaying(source, log, listener);
        final PipelineConfig config = new PipelineConfig(layout, WaitMode.YIELD, RING, 1 << 20, batch, List.of(), 64);
        try (EngineRunner runner = EngineRunner.of(engine, config)) {
            runner.start();
            assertTrue(runner.awaitEnd(60_000), layout + " did not end");
            if (fault == null) {
                assertNull(runner.halt(), () -> runner.halt().describe());
            } else {
                assertNotNull(runner.halt(), layout + " did not halt");
                assertEquals("journal", runner.halt().stage());
                assertSame(fault, runner.halt().cause());
            }
        }
        return engine;
    }

    /** Says from any thread how many inputs were taken. */
    private static final class CountedSource extends ForwardedSource {
        private final AtomicLong taken = new AtomicLong();
        private volatile long most;

        CountedSource(final InputSource source) {
            super(source);
        }

        /** Waits until so many were taken, or for as long as a full ring may need to show that there is no room. */
        void await(final long step) {
            final long giveUpAt = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(step == 1 ? 10_000 : 20);
            while (taken.get() < step + UNDER_WAY && System.nanoTime() < giveUpAt) {
                Thread.yield();
            }
            most = Math.max(most, taken.get() - step);
        }

        @Override
        public boolean advance() {
            final boolean found = super.advance();
            if (found) {
                taken.incrementAndGet();
            }
            return found;
        }
    }
}
