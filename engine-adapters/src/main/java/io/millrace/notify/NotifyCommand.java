package io.millrace.notify;

import io.millrace.cli.CommandProvider;
import io.millrace.cli.HelpOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code notify}. */
@Command(
        name = "notify",
        description = "Works with those who are told of what happens.",
        subcommands = NotifyTestCommand.class)
public final class NotifyCommand implements CommandProvider, Runnable {
    @Mixin
    HelpOption help;

    @Spec
    private CommandSpec spec;

    @Override
    public Object command() {
        return this;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "notify: expected a command: test");
    }
}
