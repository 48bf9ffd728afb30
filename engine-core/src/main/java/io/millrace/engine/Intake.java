package io.millrace.engine;

import io.millrace.event.StateSink;
import io.millrace.event.Stateful;
import io.millrace.event.Step;

/**
 * Stage 1's shape: what the world's total order is made of. A runner asks whether an input is there and, if so, gives
 * it a step to be written into. Market events are checked here; a refused one is a step like any other, with a
 * Quarantine frame. Its state is what the checks remember.
 */
public interface Intake extends Stateful {
    /** True when {@link #write} has an input to write. Never waits. */
    boolean ready();

    /** Begins the step, writes the input and the verdict on it. Only after {@link #ready} said true. */
    void write(Step step);

    /** True when no input will ever come again. */
    boolean exhausted();

    /**
     * Asks to be told of a boundary between two events, once so many steps have passed since the last time, and at the
     * end of a session. Set before the first step.
     */
    void tellBoundaries(long every, BoundaryListener listener);

    /**
     * Writes what the intake needs to go on beyond its {@link #writeState}: the simulated venue, the places in the
     * order of the world. Only at a boundary.
     */
    void writeRest(StateSink sink);

    /** Told by the last stage, from its thread, that every order of this step has been handed on. */
    void onRouted(long sequence);
}
