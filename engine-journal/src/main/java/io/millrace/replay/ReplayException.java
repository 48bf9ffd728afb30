package io.millrace.replay;

/** A journal that cannot be run by this build; the message says why. */
public final class ReplayException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ReplayException(final String message) {
        super(message);
    }
}
