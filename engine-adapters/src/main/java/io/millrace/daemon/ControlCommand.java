package io.millrace.daemon;

import io.millrace.cli.CommandProvider;
import io.millrace.cli.HelpOption;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * What the commands to a running daemon have in common. Prints what the daemon answers; its exit code is the answer's.
 */
abstract class ControlCommand implements CommandProvider, Callable<Integer> {
    private static final long LIMIT_MS = 5_000;

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
            names = "--actor",
            paramLabel = "NAME",
            description = "who says so, for the journal; default the user's name")
    private String actor = System.getProperty("user.name", "operator");

    @Option(names = "--json", description = "one JSON object on standard output")
    private boolean json;

    @Override
    public Object command() {
        return this;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        ControlClient.Answer answer = new ControlClient(dataDir, LIMIT_MS).send(spec.name(), actor);
        boolean status = spec.name().equals("status");
        if (answer.exitCode() != ExitCodes.DONE && !json) {
            throw new RunException(answer.exitCode(), answer.text());
        } else if (json && !(status && answer.exitCode() == ExitCodes.DONE)) {
            spec.commandLine().getOut().println(Health.answer(answer));
        } else {
            spec.commandLine().getOut().println(json ? answer.text() : forPeople(answer.text()));
        }
        return answer.exitCode();
    }

    /** What is printed of an answer without {@code --json}. */
    String forPeople(String answer) throws IOException {
        return answer;
    }
}
