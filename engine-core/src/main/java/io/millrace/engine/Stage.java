package io.millrace.engine;

import io.millrace.event.Step;

/** One stage of the engine: reads what the stages before it wrote into the step and adds its own. */
@FunctionalInterface
public interface Stage {
    void onStep(Step step);

    /** Called by the stage's thread when no step waits: a few microseconds of work that would delay a later one. */
    default void onIdle() {}
}
