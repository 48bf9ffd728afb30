package io.millrace.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.engine.EngineFactory;
import io.millrace.engine.StepListener;
import io.millrace.engine.StepLog;
import io.millrace.engine.TradingEngine;
import io.millrace.testkit.RandomMarket;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The ring's gauge while a stage stands still. With the simulated venue one step at most is under way. */
@Timeout(30)
class RingFillTest {
    private static final int RING = 64;

    @Test
    void shouldShowTheStepThatAStageHolds() throws Exception {
        for (final Layout layout : List.of(Layout.DUO, Layout.PINNED)) {
            final CountDownLatch held = new CountDownLatch(1);
            final CountDownLatch goOn = new CountDownLatch(1);
            final StepLog log = step -> {
                if (step.sequence() == 20) {
                    held.countDown();
                    await(goOn);
                }
            };
            try (EngineRunner runner = runner(layout, log)) {
                runner.start();
                held.await();
                while (runner.ringFill() == 0) {
                    Thread.onSpinWait();
                }
                assertEquals(1.0 / RING, runner.ringFill(), layout.toString());
                goOn.countDown();
                assertTrue(runner.awaitEnd(10_000));
                assertEquals(0, runner.ringFill(), layout.toString());
            }
        }
    }

    @Test
    void shouldBeZeroWithoutARing() throws Exception {
        try (EngineRunner runner = runner(Layout.FUSED, StepLog.NONE)) {
            runner.start();
            assertEquals(0, runner.ringFill());
            assertTrue(runner.awaitEnd(10_000));
        }
    }

    private static EngineRunner runner(final Layout layout, final StepLog log) {
        final TradingEngine engine = new EngineFactory(RandomMarket.config())
                .simulated(RandomMarket.inputs(new Random(31), 120).source(), log, StepListener.NONE);
        return EngineRunner.of(engine, new PipelineConfig(layout, WaitMode.YIELD, RING, 1 << 20, 256, List.of(), 0));
    }

    private static void await(final CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
