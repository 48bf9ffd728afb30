package io.millrace.pipeline;

import io.millrace.engine.Stage;
import io.millrace.engine.TradingEngine;
import io.millrace.event.Step;

/** Runs stages on the calling thread, timing one step in so many. */
final class StageRunner {
    private static final int SAMPLE_NONE = -1;

    private final TradingEngine engine;
    private final Stage[] stages;
    private final boolean whole;
    private final int firstStage;
    private final StageLatency latency;
    private final long sampleMask;
    private int failedStage = TradingEngine.NONE_FAILED;

    StageRunner(
            final TradingEngine engine,
            final int firstStage,
            final int stageCount,
            final StageLatency latency,
            final int sampleEvery) {
        this.engine = engine;
        this.stages = new Stage[stageCount];
        System.arraycopy(engine.stages(), firstStage, stages, 0, stageCount);
        this.whole = stageCount == StageLatency.TOTAL;
        this.firstStage = firstStage;
        this.latency = latency;
        this.sampleMask = sampleEvery == 0 ? SAMPLE_NONE : sampleEvery - 1;
    }

    void run(final Step step) {
        if (sampleMask != SAMPLE_NONE && (step.sequence() & sampleMask) == 0) {
            runTimed(step);
        } else if (whole) {
            engine.process(step);
        } else {
            runPart(step);
        }
    }

    /** The halt after a fault: in the stage that threw, or in {@code otherwise} when none of these did. */
    Halt halt(final String otherwise, final long sequence, final Throwable fault) {
        final int stage = engine.failedStage() == TradingEngine.NONE_FAILED ? failedStage : engine.failedStage();
        return new Halt(stage == TradingEngine.NONE_FAILED ? otherwise : StageLatency.STAGES[stage], sequence, fault);
    }

    private void runPart(final Step step) {
        int i = 0;
        try {
            for (; i < stages.length; i++) {
                stages[i].onStep(step);
            }
        } catch (final Throwable fault) {
            failedStage = firstStage + i;
            throw fault;
        }
    }

    private void runTimed(final Step step) {
        final long start = System.nanoTime();
        long before = start;
        int i = 0;
        try {
            for (; i < stages.length; i++) {
                stages[i].onStep(step);
                final long now = System.nanoTime();
                latency.record(firstStage + i, now - before);
                before = now;
            }
        } catch (final Throwable fault) {
            failedStage = firstStage + i;
            throw fault;
        }
        if (whole) {
            latency.record(StageLatency.TOTAL, before - start);
        }
    }
}
