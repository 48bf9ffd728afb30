package io.millrace.pipeline;

import io.millrace.engine.Intake;
import io.millrace.engine.TradingEngine;
import io.millrace.event.Step;
import java.util.List;

/** All stages on the caller's thread: backtest, replay, tests. Faults come out as exceptions too. */
final class InlineRunner implements EngineRunner {
    private final TradingEngine engine;
    private final StageLatency latency = new StageLatency();
    private final StageRunner stages;
    private final Step step = new Step();
    private volatile boolean stopped;
    private volatile Halt halt;

    InlineRunner(final TradingEngine engine, final PipelineConfig config) {
        this.engine = engine;
        this.stages = new StageRunner(engine, 0, engine.stages().length, latency, config.sampleEvery());
    }

    @Override
    public void start() {
        try {
            drain();
        } catch (final Throwable fault) {
            halt = stages.halt("decode", step.sequence(), fault);
            throw fault;
        }
    }

    private void drain() {
        final Intake intake = engine.intake();
        while (!stopped && intake.ready()) {
            intake.write(step);
            stages.run(step);
            intake.onRouted(step.sequence());
        }
    }

    @Override
    public boolean awaitEnd(final long timeoutMs) {
        return true;
    }

    @Override
    public Halt halt() {
        return halt;
    }

    @Override
    public boolean ended() {
        return true;
    }

    @Override
    public void halt(final Halt why) {
        halt = halt == null ? why : halt;
        stopped = true;
    }

    @Override
    public void abandon(final Halt why) {
        halt(why);
    }

    @Override
    public long lastSequence() {
        return step.sequence();
    }

    @Override
    public List<StageThread> threads() {
        return List.of();
    }

    @Override
    public StageLatency latency() {
        return latency;
    }

    @Override
    public void close() {
        stopped = true;
    }
}
