package io.millrace.pipeline;

import io.millrace.engine.TradingEngine;
import java.util.List;

/** Runs an engine until its inputs end, it is stopped, or it halts. One engine a runner, one run an engine. */
public interface EngineRunner extends AutoCloseable {
    /** Starts the threads of the layout; {@code inline} runs to the end of the inputs within this call. */
    void start();

    /**
     * Waits for the end of the run.
     *
     * @return false when the time ran out before
     */
    boolean awaitEnd(long timeoutMs) throws InterruptedException;

    /** Null while running and after an ordered end. */
    Halt halt();

    /** True when the run is over, in order or halted. */
    boolean ended();

    /** Halts the run behind the step at hand, for a reason found elsewhere; the first reason stays. */
    void halt(Halt why);

    /**
     * Gives the run up: it is over at once, although one of its threads may be at work for ever. {@link #close} waits
     * for none of them then, and the journal must not be closed under them: the process has to end.
     */
    void abandon(Halt why);

    /** The step at hand, as far as it can be seen from outside. */
    long lastSequence();

    /** The threads that run stages. */
    List<StageThread> threads();

    /** Time per stage. */
    StageLatency latency();

    /** Share of the ring between the stages that is full now, 0 to 1; 0 in a layout without one. Any thread. */
    default double ringFill() {
        return 0;
    }

    /** Stops after the step at hand; inputs not yet taken are left. */
    @Override
    void close();

    /** The runner for a configuration. */
    static EngineRunner of(final TradingEngine engine, final PipelineConfig config) {
        return switch (config.layout()) {
            case INLINE -> new InlineRunner(engine, config);
            case FUSED -> new FusedRunner(engine, config);
            case DUO, PINNED -> new RingRunner(engine, config);
        };
    }
}
