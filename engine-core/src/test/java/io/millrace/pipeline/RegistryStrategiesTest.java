package io.millrace.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.engine.EngineFactory;
import io.millrace.engine.StepListener;
import io.millrace.engine.TradingEngine;
import io.millrace.event.MessageCursor;
import io.millrace.event.Step;
import io.millrace.event.codec.AlertCode;
import io.millrace.event.codec.AlertDecoder;
import io.millrace.event.codec.ExecutionReportDecoder;
import io.millrace.event.codec.OrderCommandDecoder;
import io.millrace.order.OrderIds;
import io.millrace.strategy.StrategyRegistry;
import io.millrace.testkit.InputScript;
import io.millrace.testkit.Seeds;
import io.millrace.testkit.StepBytes;
import io.millrace.testkit.StrategyMarket;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** What every strategy of the registry owes: the same bytes however it is run, and nothing known before its time. */
class RegistryStrategiesTest {
    private static final int DAYS = 150;
    private static final int CUTS = 40;

    @Test
    void shouldTradeAndNotFail() throws Exception {
        final List<byte[]> steps = run(script("registry-trades", 31), Layout.INLINE, 256);
        final int[] orders = new int[StrategyRegistry.all().size()];
        count(steps, orders);
        for (int i = 0; i < orders.length; i++) {
            final String name = StrategyRegistry.names().get(i);
            assertTrue(orders[i] > 0 || !StrategyMarket.LIVELY.containsKey(name), name + " never trades here");
        }
    }

    @Test
    void shouldGiveTheSameBytesInEveryLayout() throws Exception {
        final InputScript script = script("registry-layouts", 32);
        final List<byte[]> expected = run(script, Layout.INLINE, 256);
        for (final Layout layout : Layout.values()) {
            for (final int batch : new int[] {1, 256}) {
                same(expected, run(script, layout, batch), layout + " " + batch);
            }
        }
    }

    /** The inputs cut off anywhere: everything decided up to there is the same, to the bit. */
    @Test
    void shouldKnowNothingOfWhatComesAfter() throws Exception {
        final long seed = Seeds.seed("registry-truncation", 33);
        final InputScript script = StrategyMarket.inputs(new Random(seed), DAYS);
        final List<byte[]> whole = run(script, Layout.INLINE, 256);
        final Random random = new Random(seed + 1);
        for (int i = 0; i < CUTS; i++) {
            final int length = 1 + random.nextInt(script.size() - 1);
            final InputScript part = new InputScript();
            for (int message = 0; message < length; message++) {
                part.raw(script.message(message));
            }
            final List<byte[]> steps = withoutLastReports(run(part, Layout.INLINE, 256));
            same(whole.subList(0, Math.min(steps.size(), whole.size())), steps, "cut after input " + length);
        }
    }

    private static InputScript script(final String name, final long seed) {
        return StrategyMarket.inputs(new Random(Seeds.seed(name, seed)), DAYS);
    }

    private static List<byte[]> run(final InputScript script, final Layout layout, final int batch)
            throws InterruptedException {
        final StepBytes log = new StepBytes();
        final TradingEngine engine =
                new EngineFactory(StrategyMarket.config()).simulated(script.source(), log, StepListener.NONE);
        final PipelineConfig config = new PipelineConfig(layout, WaitMode.YIELD, 64, 1 << 20, batch, List.of(), 64);
        try (EngineRunner runner = EngineRunner.of(engine, config)) {
            runner.start();
            assertTrue(runner.awaitEnd(60_000), config + " did not end");
            assertNull(runner.halt(), () -> runner.halt().describe());
        }
        return log.steps();
    }

    /** After the last input the venue answers what it would have answered after the next one. */
    private static List<byte[]> withoutLastReports(final List<byte[]> steps) {
        final Step step = new Step();
        int end = steps.size();
        while (end > 0 && load(step, steps.get(end - 1)).inputTemplate() == ExecutionReportDecoder.TEMPLATE_ID) {
            end--;
        }
        return new ArrayList<>(steps.subList(0, end));
    }

    private static void count(final List<byte[]> steps, final int[] orders) {
        final Step step = new Step();
        final MessageCursor cursor = new MessageCursor();
        for (final byte[] bytes : steps) {
            load(step, bytes);
            cursor.wrap(step.buffer(), step.inputEnd(), step.length());
            while (cursor.next()) {
                if (cursor.templateId() == OrderCommandDecoder.TEMPLATE_ID) {
                    final long id = new OrderCommandDecoder()
                            .wrap(step.buffer(), cursor.block(), cursor.blockLength(), 1)
                            .orderId();
                    orders[OrderIds.strategy(id)]++;
                } else if (cursor.templateId() == AlertDecoder.TEMPLATE_ID) {
                    final AlertDecoder alert =
                            new AlertDecoder().wrap(step.buffer(), cursor.block(), cursor.blockLength(), 1);
                    assertTrue(alert.code() != AlertCode.STRATEGY_FAILED, () -> "failed: strategy " + alert.strategy());
                }
            }
        }
    }

    private static Step load(final Step step, final byte[] bytes) {
        step.load(new UnsafeBuffer(bytes), 0, bytes.length);
        return step;
    }

    private static void same(final List<byte[]> expected, final List<byte[]> actual, final String what) {
        for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
            assertArrayEquals(expected.get(i), actual.get(i), what + ": step " + (i + 1));
        }
        assertEquals(expected.size(), actual.size(), what + ": number of steps");
    }
}
