package io.millrace.event;

/** Somebody writes into a step without end; a fault that halts the engine. */
public final class StepTooLongException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StepTooLongException(final int required) {
        super("a step may hold at most " + Step.MAX_LENGTH + " bytes, " + required
                + " wanted: a strategy or a decoder writes without end");
    }
}
