package io.millrace.engine;

import io.millrace.event.Step;

/** One stage of the engine: reads what the stages before it wrote into the step and adds its own. */
@FunctionalInterface
public interface Stage {
    void onStep(Step step);
}
