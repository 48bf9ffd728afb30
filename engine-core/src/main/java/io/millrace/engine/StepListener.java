package io.millrace.engine;

import io.millrace.event.Step;

/** A read model: is shown every step after its orders were routed. Must not change the step or keep it. */
@FunctionalInterface
public interface StepListener {
    /** Sees nothing. */
    StepListener NONE = step -> {};

    void onStep(Step step);
}
