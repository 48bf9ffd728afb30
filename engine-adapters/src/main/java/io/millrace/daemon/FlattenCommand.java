package io.millrace.daemon;

import picocli.CommandLine.Command;

/** The command {@code flatten}. */
@Command(name = "flatten", description = "Cancels all orders and closes all positions at the market.")
public final class FlattenCommand extends ControlCommand {}
