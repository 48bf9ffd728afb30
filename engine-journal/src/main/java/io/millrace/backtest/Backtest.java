package io.millrace.backtest;

import io.millrace.chronicle.ChronicleJournal;
import io.millrace.engine.EngineConfig;
import io.millrace.engine.EngineFactory;
import io.millrace.engine.StepLog;
import io.millrace.engine.TradingEngine;
import io.millrace.feed.InputSource;
import io.millrace.journal.Durability;
import io.millrace.journal.JournalSettings;
import io.millrace.journal.JournalWriter;
import io.millrace.journal.Rolling;
import io.millrace.pipeline.EngineRunner;
import io.millrace.pipeline.Layout;
import io.millrace.pipeline.PipelineConfig;
import io.millrace.pipeline.StageLatency;
import io.millrace.pipeline.WaitMode;
import io.millrace.replay.JournalHeader;
import io.millrace.replay.StepJournal;
import io.millrace.strategy.Strategy;
import java.nio.file.Path;
import java.util.function.IntFunction;

/** R1: runs a configuration over inputs on the calling thread, as fast as it goes, journaled or not. */
public final class Backtest {
    private final EngineConfig config;

    public Backtest(final EngineConfig config) {
        this.config = config;
    }

    /**
     * What a run leaves behind besides its journal.
     *
     * @param strategies the strategy of each sleeve, to be asked what became of it
     */
    public record Outcome(
            RunRecorder recorder,
            StageLatency latency,
            long stateHash,
            long orderHash,
            long elapsedNs,
            IntFunction<Strategy> strategies) {}

    /** Runs without a journal. */
    public Outcome run(final InputSource source) {
        return run(source, StepLog.NONE);
    }

    /**
     * Runs with every step journaled.
     *
     * @param journal a folder that does not hold a journal yet
     * @throws io.millrace.journal.JournalException if the journal cannot be opened there
     */
    public Outcome run(final InputSource source, final Path journal) {
        final String header = JournalHeader.of(config).text();
        final JournalSettings settings =
                JournalSettings.of(journal, header).withRolling(Rolling.NEVER).withDirectWrites(false);
        try (JournalWriter writer = ChronicleJournal.open(settings)) {
            return run(source, new StepJournal(writer, Durability.PROCESS));
        }
    }

    private Outcome run(final InputSource source, final StepLog log) {
        final RunRecorder recorder = new RunRecorder(config);
        final TradingEngine engine = new EngineFactory(config).simulated(source, log, recorder);
        final PipelineConfig pipeline = PipelineConfig.of(Layout.INLINE, WaitMode.BACKOFF);
        final long start = System.nanoTime();
        try (EngineRunner runner = EngineRunner.of(engine, pipeline)) {
            runner.start();
            final long elapsed = System.nanoTime() - start;
            return new Outcome(
                    recorder, runner.latency(), engine.stateHash(), engine.orderHash(), elapsed, engine::strategy);
        }
    }
}
