package io.millrace.cli;

import picocli.CommandLine.Command;

/** A8: the configuration as it is effective. */
@Command(
        name = "config",
        description = "Shows or checks a configuration.",
        synopsisSubcommandLabel = "show|check",
        subcommands = {ConfigShowCommand.class, ConfigCheckCommand.class})
final class ConfigCommand extends EngineCommand {
    @Override
    public Integer call() {
        throw new CommandException(
                CommandException.USAGE, "config: expected show or check; see millrace config --help");
    }
}
