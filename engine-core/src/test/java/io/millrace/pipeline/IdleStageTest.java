package io.millrace.pipeline;

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
import io.millrace.testkit.RandomMarket;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** When the log is told that no step waits. */
@Timeout(30)
class IdleStageTest {
    @ParameterizedTest
    @EnumSource(names = {"FUSED", "DUO", "PINNED"})
    void shouldTellTheLogOnItsOwnThreadWhenNoStepWaits(final Layout layout) throws Exception {
        final Log log = new Log(null);
        try (EngineRunner runner = runner(layout, log)) {
            runner.start();
            assertTrue(runner.awaitEnd(10_000));
            assertNull(runner.halt());
            assertEquals(log.lastStep, log.idleAfter, "the log was not idle after the last step");
            assertEquals(1, log.threads.size());
        }
    }

    @Test
    void shouldNotBeIdleWhileInputsWait() throws Exception {
        final Log log = new Log(null);
        try (EngineRunner runner = runner(Layout.FUSED, log)) {
            runner.start();
            assertTrue(runner.awaitEnd(10_000));
        }
        assertTrue(log.lastStep > 100, log.lastStep + " steps");
        assertEquals(1, log.idles, "every input was there from the start");
    }

    @ParameterizedTest
    @EnumSource(names = {"FUSED", "DUO", "PINNED"})
    void shouldHaltWhenIdleWorkFails(final Layout layout) throws Exception {
        final Error fault = new InternalError("idle");
        try (EngineRunner runner = runner(layout, new Log(fault))) {
            runner.start();
            assertTrue(runner.awaitEnd(10_000));
            assertNotNull(runner.halt(), "the engine went on");
            assertSame(fault, runner.halt().cause());
        }
    }

    private static EngineRunner runner(final Layout layout, final StepLog log) {
        final TradingEngine engine = new EngineFactory(RandomMarket.config())
                .simulated(RandomMarket.inputs(new Random(31), 120).source(), log, StepListener.NONE);
        return EngineRunner.of(engine, new PipelineConfig(layout, WaitMode.YIELD, 64, 1 << 20, 256, List.of(), 0));
    }

    /** Written by one thread, read after its end. */
    private static final class Log implements StepLog {
        private final Error fault;
        private final Set<Thread> threads = new HashSet<>();
        private long lastStep;
        private long idleAfter;
        private int idles;

        Log(final Error fault) {
            this.fault = fault;
        }

        @Override
        public void append(final Step step) {
            lastStep = step.sequence();
            threads.add(Thread.currentThread());
        }

        @Override
        public void onIdle() {
            idleAfter = lastStep;
            idles++;
            threads.add(Thread.currentThread());
            if (fault != null) {
                throw fault;
            }
        }
    }
}
