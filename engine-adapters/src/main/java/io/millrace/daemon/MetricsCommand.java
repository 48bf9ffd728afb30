package io.millrace.daemon;

import io.millrace.cli.CommandProvider;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code metrics}. */
@Command(
        name = "metrics",
        description = "Prints the running engine's figures in the text format of Prometheus.",
        mixinStandardHelpOptions = true)
public final class MetricsCommand implements CommandProvider, Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--data-dir", defaultValue = "data", description = "folder of the engine (${DEFAULT-VALUE})")
    private Path dataDir;

    @Override
    public Object command() {
        return this;
    }

    @Override
    public Integer call() throws InterruptedException {
        try {
            spec.commandLine().getOut().print(new ServiceCommand(dataDir).get("/metrics"));
            spec.commandLine().getOut().flush();
            return ExitCodes.DONE;
        } catch (RunException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return e.exitCode();
        }
    }
}
