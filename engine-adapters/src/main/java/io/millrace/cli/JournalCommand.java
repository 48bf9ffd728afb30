package io.millrace.cli;

import picocli.CommandLine.Command;

/** What can be asked of a journal besides replaying it. */
@Command(
        name = "journal",
        description = "Checks, describes or exports a journal.",
        synopsisSubcommandLabel = "check|info|export",
        subcommands = {JournalCheckCommand.class, JournalInfoCommand.class, JournalExportCommand.class})
final class JournalCommand extends EngineCommand {
    @Override
    public Integer call() {
        throw new CommandException(
                CommandException.USAGE, "journal: expected check, info or export; see millrace journal --help");
    }
}
