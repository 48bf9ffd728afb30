package io.millrace.daemon;

import io.millrace.cli.CommandProvider;
import picocli.CommandLine.Command;

/** The command {@code schedules}. */
@Command(
        name = "schedules",
        description = "What a running engine does by the clock.",
        mixinStandardHelpOptions = true,
        subcommands = {SchedulesListCommand.class, SchedulesRunCommand.class})
public final class SchedulesCommand implements CommandProvider {
    @Override
    public Object command() {
        return this;
    }
}
