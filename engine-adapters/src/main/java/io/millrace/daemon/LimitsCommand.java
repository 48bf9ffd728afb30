package io.millrace.daemon;

import io.millrace.cli.CommandProvider;
import io.millrace.cli.HelpOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code limits}. */
@Command(
        name = "limits",
        description = "The limits of a running engine that can be changed while it runs.",
        subcommands = {LimitsShowCommand.class, LimitsSetCommand.class})
public final class LimitsCommand implements CommandProvider {
    @Mixin
    HelpOption help;

    @Override
    public Object command() {
        return this;
    }
}
