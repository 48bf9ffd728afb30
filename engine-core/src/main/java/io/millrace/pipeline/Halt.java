package io.millrace.pipeline;

/**
 * Why an engine stopped by itself. The journal holds everything up to {@code lastSequence}; nothing after it was sent.
 *
 * @param stage where it happened
 * @param lastSequence the step being handled
 * @param cause what was thrown
 */
public record Halt(String stage, long lastSequence, Throwable cause) {
    /** One sentence for people. */
    public String describe() {
        return "the engine halted in stage " + stage + " at step " + lastSequence + ": " + cause;
    }
}
