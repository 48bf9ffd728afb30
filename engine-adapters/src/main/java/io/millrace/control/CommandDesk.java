package io.millrace.control;

/** Where commands go. Any thread. */
@FunctionalInterface
public interface CommandDesk {
    /**
     * Gives a command to the engine.
     *
     * @return null when the engine took it, else a sentence that says why not
     */
    String give(EngineCommand command);
}
