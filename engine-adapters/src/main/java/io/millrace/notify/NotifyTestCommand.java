package io.millrace.notify;

import io.millrace.cli.CommandException;
import io.millrace.cli.HelpOption;
import io.millrace.config.Settings;
import io.millrace.secret.SecretException;
import io.millrace.settings.EffectiveConfig;
import io.millrace.settings.Overrides;
import io.millrace.settings.YamlSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code notify test}. */
@Command(
        name = "test",
        description = "Sends one test notice to a target of the configuration; exit code 4 when it is not taken.")
final class NotifyTestCommand implements Callable<Integer> {
    @Mixin
    HelpOption help;

    private static final int NOT_TAKEN = 4;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "notify.N.name of the configuration")
    private String name;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            defaultValue = "config/paper.yaml",
            description = "a YAML file (${DEFAULT-VALUE})")
    private Path config;

    @Option(names = "--set", paramLabel = "K=V", description = "overrides one key; repeatable")
    private List<String> set = new ArrayList<>();

    @Override
    public Integer call() throws InterruptedException {
        Settings given = YamlSettings.read(config).putAll(Overrides.parse(set));
        EffectiveConfig effective = EffectiveConfig.of(given);
        String problem;
        try {
            problem = Notifier.test(
                    NotifyConfig.of(effective.settings()),
                    name,
                    effective.engine().engineId());
        } catch (SecretException | IllegalArgumentException e) {
            throw new CommandException(CommandException.USAGE, "notify test: " + e.getMessage());
        }
        if (problem != null) {
            throw new CommandException(NOT_TAKEN, "notify test: " + name + " did not take the notice: " + problem);
        }
        spec.commandLine().getOut().println(name + " took the test notice");
        spec.commandLine().getOut().flush();
        return 0;
    }
}
