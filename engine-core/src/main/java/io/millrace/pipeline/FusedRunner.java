package io.millrace.pipeline;

import io.millrace.engine.Intake;
import io.millrace.engine.TradingEngine;
import io.millrace.event.Step;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.IdleStrategy;

/** One thread drains the inlet and runs all stages. */
final class FusedRunner implements EngineRunner {
    private final TradingEngine engine;
    private final PipelineConfig config;
    private final StageLatency latency = new StageLatency();
    private final StageRunner stages;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Step step = new Step();
    private final Thread thread = new Thread(this::run, "millrace-engine");
    private final StageThread seen = new StageThread(thread);
    private volatile boolean abandoned;
    private volatile boolean stopped;
    private volatile Halt halt;

    FusedRunner(final TradingEngine engine, final PipelineConfig config) {
        this.engine = engine;
        this.config = config;
        this.stages = new StageRunner(engine, 0, engine.stages().length, latency, config.sampleEvery());
    }

    @Override
    public void start() {
        thread.start();
    }

    private void run() {
        try {
            if (!config.cpus().isEmpty()) {
                CpuPin.pin(config.cpus().get(0));
            }
            drain();
        } catch (final Throwable fault) {
            // Also errors: an InternalError is how a full disk shows under a mapped file. Whatever it was, stop here.
            halt(stages.halt("decode", step.sequence(), fault));
        } finally {
            ended.countDown();
        }
    }

    private void drain() {
        final IdleStrategy idle = config.waitMode().forInlet();
        final Intake intake = engine.intake();
        while (!stopped) {
            seen.begin();
            final boolean ready = intake.ready();
            if (ready) {
                intake.write(step);
                stages.run(step);
                intake.onRouted(step.sequence());
            }
            seen.end();
            if (ready) {
                idle.reset();
            } else if (intake.exhausted()) {
                return;
            } else {
                idle.idle();
            }
        }
    }

    @Override
    public boolean awaitEnd(final long timeoutMs) throws InterruptedException {
        return ended.await(timeoutMs, TimeUnit.MILLISECONDS);
    }

    @Override
    public Halt halt() {
        return halt;
    }

    @Override
    public boolean ended() {
        return ended.getCount() == 0;
    }

    @Override
    public synchronized void halt(final Halt why) {
        halt = halt == null ? why : halt;
        stopped = true;
    }

    @Override
    public void abandon(final Halt why) {
        halt(why);
        abandoned = true;
        ended.countDown();
    }

    @Override
    public long lastSequence() {
        return step.sequence();
    }

    @Override
    public List<StageThread> threads() {
        return List.of(seen);
    }

    @Override
    public StageLatency latency() {
        return latency;
    }

    @Override
    public void close() {
        stopped = true;
        if (!abandoned) {
            ThreadEnd.await(thread);
        }
    }
}
