package io.millrace.daemon;

import io.millrace.cli.CommandProvider;
import io.millrace.cli.HelpOption;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code code}. */
@Command(name = "code", description = "Prints a one-time code that signs in to the running engine's dashboard.")
public final class CodeCommand implements CommandProvider, Callable<Integer> {
    @Mixin
    HelpOption help;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "folder of the engine (${DEFAULT-VALUE})")
    private Path dataDir;

    @Option(
            names = "--trade",
            description = "a code that lets its user flatten, resume and stop, not only look and kill")
    private boolean trade;

    @Override
    public Object command() {
        return this;
    }

    @Override
    public Integer call() throws InterruptedException {
        spec.commandLine().getOut().println(new ServiceCommand(dataDir).code(trade));
        spec.commandLine().getOut().flush();
        return ExitCodes.DONE;
    }
}
