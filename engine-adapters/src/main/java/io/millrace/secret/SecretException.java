package io.millrace.secret;

/** A secret cannot be had; the message says where it was looked for, never what was found. */
public final class SecretException extends Exception {
    private static final long serialVersionUID = 1L;

    public SecretException(String message) {
        super(message);
    }
}
