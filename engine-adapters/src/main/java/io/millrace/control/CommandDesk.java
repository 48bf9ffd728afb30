package io.millrace.control;

import io.millrace.event.codec.CommandKind;

/** Where commands go. Any thread. */
@FunctionalInterface
public interface CommandDesk {
    /**
     * Gives a command to the engine.
     *
     * @param requestKey what the request is known by to its sender; it is journaled with the command
     * @return null when the engine took it, else a sentence that says why not
     */
    String give(CommandKind kind, String actor, long requestKey);
}
