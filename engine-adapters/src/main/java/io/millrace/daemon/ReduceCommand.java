package io.millrace.daemon;

import picocli.CommandLine.Command;

/** The command {@code reduce}. */
@Command(
        name = "reduce",
        description = "Takes open entries back and lets only orders leave that reduce a position, until resume.")
public final class ReduceCommand extends ControlCommand {}
