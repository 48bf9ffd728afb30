package io.millrace.daemon;

import picocli.CommandLine.Command;

/** The command {@code status}. */
@Command(name = "status", description = "Says what the running engine does.")
public final class StatusCommand extends ControlCommand {}
