package io.millrace.daemon;

/** A run that cannot start or go on; the message says what to do, {@link #exitCode} how the process ends. */
final class RunException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    RunException(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }
}
