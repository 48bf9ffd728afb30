package io.millrace.bench.backtest;

import io.millrace.engine.EngineConfig;
import io.millrace.engine.EngineFactory;
import io.millrace.engine.StepListener;
import io.millrace.engine.StepLog;
import io.millrace.engine.TradingEngine;
import io.millrace.feed.InputSource;
import io.millrace.pipeline.EngineRunner;
import io.millrace.pipeline.Layout;
import io.millrace.pipeline.PipelineConfig;
import io.millrace.pipeline.WaitMode;

/** A backtest without read model and journal. */
final class EngineAlone {
    private EngineAlone() {}

    /** Nanoseconds from the first input to the last. */
    static long run(EngineConfig config, InputSource inputs) {
        TradingEngine engine = new EngineFactory(config).simulated(inputs, StepLog.NONE, StepListener.NONE);
        try (EngineRunner runner = EngineRunner.of(engine, PipelineConfig.of(Layout.INLINE, WaitMode.BACKOFF))) {
            long begin = System.nanoTime();
            runner.start();
            return System.nanoTime() - begin;
        }
    }
}
