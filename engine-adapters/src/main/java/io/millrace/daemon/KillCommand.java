package io.millrace.daemon;

import picocli.CommandLine.Command;

/** The command {@code kill}. */
@Command(name = "kill", description = "Sets the kill switch: cancels open orders, blocks new ones until resume.")
public final class KillCommand extends ControlCommand {}
