package io.millrace.cli;

/** Found through {@link java.util.ServiceLoader}: gives the command line one more command. */
public interface CommandProvider {
    /** A picocli command object. */
    Object command();
}
