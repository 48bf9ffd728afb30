package io.millrace.daemon;

import io.millrace.cli.CommandProvider;
import picocli.CommandLine.Command;

/** The command {@code limits}. */
@Command(
        name = "limits",
        description = "The limits of a running engine that can be changed while it runs.",
        mixinStandardHelpOptions = true,
        subcommands = {LimitsShowCommand.class, LimitsSetCommand.class})
public final class LimitsCommand implements CommandProvider {
    @Override
    public Object command() {
        return this;
    }
}
