package io.millrace.source;

/**
 * Market data that cannot be used, or a name of data that is wrong. The message says what, where, the value found,
 * what was expected and what to do; {@link #exitCode()} is the process exit code it stands for.
 */
public final class DataException extends RuntimeException {
    /** Exit code for a wrong request. */
    public static final int USAGE = 2;

    /** Exit code for data that is missing or damaged. */
    public static final int BAD_DATA = 3;

    private static final long serialVersionUID = 1L;

    private final int exitCode;
    private final boolean outsideRange;

    private DataException(int exitCode, String message, Throwable cause, boolean outsideRange) {
        super(message, cause);
        this.exitCode = exitCode;
        this.outsideRange = outsideRange;
    }

    private DataException(int exitCode, String message, Throwable cause) {
        this(exitCode, message, cause, false);
    }

    /** The data is good, but none of it lies in the range asked for. */
    static DataException outsideRange(String message) {
        return new DataException(BAD_DATA, message, null, true);
    }

    /** True when all there is lies outside the range asked for. */
    boolean isOutsideRange() {
        return outsideRange;
    }

    public static DataException badData(String message) {
        return new DataException(BAD_DATA, message, null);
    }

    static DataException badData(String message, Throwable cause) {
        return new DataException(BAD_DATA, message, cause);
    }

    static DataException usage(String message) {
        return new DataException(USAGE, message, null);
    }

    public int exitCode() {
        return exitCode;
    }
}
