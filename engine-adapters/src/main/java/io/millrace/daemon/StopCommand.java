package io.millrace.daemon;

import picocli.CommandLine.Command;

/** The command {@code stop}. */
@Command(name = "stop", description = "Ends the running engine in order.")
public final class StopCommand extends ControlCommand {}
