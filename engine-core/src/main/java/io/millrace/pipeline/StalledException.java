package io.millrace.pipeline;

/** The cause of a halt whose thread did not get on, or died. Its stack trace is that thread's. */
public final class StalledException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StalledException(final String message, final StackTraceElement[] where) {
        super(message);
        setStackTrace(where);
    }
}
