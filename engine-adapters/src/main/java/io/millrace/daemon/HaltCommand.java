package io.millrace.daemon;

import picocli.CommandLine.Command;

/** The command {@code halt}. */
@Command(
        name = "halt",
        description = "Like reduce, and nothing but resume lifts it; exits still leave, which kill would stop.")
public final class HaltCommand extends ControlCommand {}
