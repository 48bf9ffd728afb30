package io.millrace.event;

/** A saved state that cannot be this engine's: names the component, the field, the value and what was expected. */
public final class StateException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StateException(final String message) {
        super(message);
    }

    public StateException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
