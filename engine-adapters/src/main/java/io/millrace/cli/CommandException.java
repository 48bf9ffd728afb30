package io.millrace.cli;

/**
 * A command cannot do what was asked. The message says what, where, the value, and what to do; the program prints it
 * behind its name and ends with the exit code.
 */
public class CommandException extends RuntimeException {
    /** The thing asked about is bad. */
    public static final int BAD = 1;

    /** Wrong usage or configuration. */
    public static final int USAGE = 2;

    /** Data or journal missing or damaged. */
    public static final int DATA = 3;

    private static final long serialVersionUID = 1L;

    /** How the process ends. */
    private final int exitCode;

    public CommandException(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    public final int exitCode() {
        return exitCode;
    }
}
