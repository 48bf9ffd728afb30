package io.millrace.engine;

import io.millrace.event.Step;

/**
 * Stage 4's port: where steps are made durable before any order of them leaves.
 *
 * <p>When {@link #append} returns, the step survives what the log's durability promises. It must not allocate.
 */
public interface StepLog {
    /** A log that keeps nothing: for backtests of which only the result is wanted. */
    StepLog NONE = step -> {};

    /** Appends a sealed step; steps come in the order of their sequence, without a gap. */
    void append(Step step);
}
