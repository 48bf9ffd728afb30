package io.millrace.cli;

/** Adds a command to the command line; found by {@link java.util.ServiceLoader}. */
public interface CommandProvider {
    /** An object annotated as a picocli command; made only when it may be called. */
    Object command();
}
