package io.millrace.cli;

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
import io.millrace.settings.DataCheck;
import io.millrace.settings.SessionStamps;
import io.millrace.source.DataSet;
import io.millrace.source.SeriesInputs;

/** One configuration on embedded data, for the checks to run in different ways. */
final class SampleRun {
    private static final long LIMIT_MS = 30_000;

    private final DataSet data;
    private final EngineConfig config;

    /** @param settings keys of the configuration with their values, as {@code --set} takes them */
    SampleRun(String strategy, String sample, String... settings) {
        BacktestOptions options = new BacktestOptions();
        options.strategy = strategy;
        options.data = "embedded:" + sample;
        options.set.addAll(java.util.List.of(settings));
        DataSet loaded = DataOptions.load(options, (file, done, all) -> {});
        config = new BacktestSettings(options).config(loaded);
        data = SessionStamps.apply(loaded, config);
    }

    EngineConfig config() {
        return config;
    }

    DataSet data() {
        return data;
    }

    InputSource inputs() {
        return new SeriesInputs(data, DataCheck.symbols(config), config.mode(), 1);
    }

    /** Runs to the end in a layout; what it throws is the engine's halt. */
    StepDigest run(Layout layout, InputSource inputs) throws InterruptedException {
        StepDigest digest = new StepDigest();
        run(layout, inputs, digest);
        return digest;
    }

    private void run(Layout layout, InputSource inputs, StepLog log) throws InterruptedException {
        TradingEngine engine = new EngineFactory(config).simulated(inputs, log, StepListener.NONE);
        try (EngineRunner runner = EngineRunner.of(engine, PipelineConfig.of(layout, WaitMode.BACKOFF))) {
            runner.start();
            if (!runner.awaitEnd(LIMIT_MS)) {
                throw new IllegalStateException("layout " + layout + " did not end within " + LIMIT_MS / 1_000 + " s");
            }
            if (runner.halt() != null) {
                throw new IllegalStateException(runner.halt().describe());
            }
        }
    }
}
