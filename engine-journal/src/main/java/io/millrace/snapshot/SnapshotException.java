package io.millrace.snapshot;

/** A snapshot that cannot be used: names the file, what is wrong and what happens instead. */
public final class SnapshotException extends RuntimeException {
    private static final long serialVersionUID = 1;

    SnapshotException(final String message) {
        super(message);
    }

    SnapshotException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
