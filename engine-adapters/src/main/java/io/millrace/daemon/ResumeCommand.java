package io.millrace.daemon;

import picocli.CommandLine.Command;

/** The command {@code resume}. */
@Command(name = "resume", description = "Lets a killed engine trade again.")
public final class ResumeCommand extends ControlCommand {}
