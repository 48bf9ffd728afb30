package io.millrace.daemon;

import io.millrace.cli.CommandProvider;
import io.millrace.cli.HelpOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code schedules}. */
@Command(
        name = "schedules",
        description = "What a running engine does by the clock.",
        subcommands = {SchedulesListCommand.class, SchedulesRunCommand.class})
public final class SchedulesCommand implements CommandProvider {
    @Mixin
    HelpOption help;

    @Override
    public Object command() {
        return this;
    }
}
