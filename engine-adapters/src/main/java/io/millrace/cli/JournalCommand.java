package io.millrace.cli;

import picocli.CommandLine.Command;

/** What can be asked of a journal besides replaying it. */
@Command(
        name = "journal",
        description = "Checks, describes, exports or salvages a journal.",
        synopsisSubcommandLabel = "check|info|export|salvage|retain",
        subcommands = {
            JournalCheckCommand.class,
            JournalInfoCommand.class,
            JournalExportCommand.class,
            JournalSalvageCommand.class,
            JournalRetainCommand.class
        })
final class JournalCommand extends EngineCommand {
    @Override
    public Integer call() {
        throw new CommandException(
                CommandException.USAGE,
                "journal: expected check, info, export, salvage or retain; see millrace journal --help");
    }
}
