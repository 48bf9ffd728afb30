package io.millrace.daemon;

import io.millrace.cli.CommandException;

/** A run that cannot start or go on; the message says what to do, {@link #exitCode} how the process ends. */
final class RunException extends CommandException {
    private static final long serialVersionUID = 1L;

    RunException(int exitCode, String message) {
        super(exitCode, message);
    }
}
