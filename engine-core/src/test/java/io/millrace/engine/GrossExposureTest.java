package io.millrace.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.config.Settings;
import io.millrace.event.Step;
import io.millrace.event.codec.ExecutionReportDecoder;
import io.millrace.strategy.StrategyCatalog;
import io.millrace.testkit.InputScript;
import io.millrace.testkit.RandomMarket;
import io.millrace.testkit.Seeds;
import org.junit.jupiter.api.Test;

/**
 * The exposure and the totals that are kept as sums are what all instruments and sleeves add up to: asked at every step
 * of a market by chance with three asset classes, a split and part fills, and asked now and then, when much has changed
 * since.
 */
class GrossExposureTest {
    private static final int INPUTS = 4_000;

    @Test
    void shouldBeWhatTheInstrumentsAddUpToAtEveryStep() {
        final long[] asked = run(1);
        assertTrue(asked[2] > 100, asked[2] + " reports of the venue: tested next to nothing");
        assertArrayEquals(asked, run(17), "who asks changes nothing");
    }

    /** State hash, order hash, reports. */
    private static long[] run(final int askEvery) {
        final Settings settings = new Settings()
                .putAll(RandomMarket.config().toSettings())
                .put("instruments.1.assetClass", "equity", "test")
                .put("instruments.2.assetClass", "etf", "test")
                .put("instruments.0.actions", "2026-01-06 split 3:2", "test")
                .put("risk.classCaps.crypto", "2", "test")
                .put("risk.classCaps.equity", "2", "test");
        final InputScript script = RandomMarket.inputs(Seeds.random("GrossExposureTest", 11), INPUTS);
        final TradingEngine engine = new EngineFactory(EngineConfig.read(settings), StrategyCatalog.standard())
                .simulated(script.source(), StepLog.NONE, StepListener.NONE);
        final Step step = new Step();
        long reports = 0;
        while (engine.runOne(step)) {
            reports += step.inputTemplate() == ExecutionReportDecoder.TEMPLATE_ID ? 1 : 0;
            if (step.sequence() % askEvery == 0) {
                engine.checkConservation();
            }
        }
        engine.checkConservation();
        return new long[] {engine.stateHash(), engine.orderHash(), reports};
    }
}
