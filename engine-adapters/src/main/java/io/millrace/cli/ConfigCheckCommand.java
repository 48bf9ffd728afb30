package io.millrace.cli;

import io.millrace.config.ConfigException;
import io.millrace.settings.EffectiveConfig;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says everything that is wrong with a configuration. */
@Command(
        name = "check",
        description = "Lists everything that is wrong with a configuration, each with its file and line.",
        footer = {"", "Exit code 2 when something is wrong."})
final class ConfigCheckCommand extends EngineCommand {
    @Mixin
    ConfigOptions options;

    @Override
    public Integer call() {
        try {
            EffectiveConfig config = EffectiveConfig.of(options.read());
            if (json) {
                print(true, List.of());
            } else {
                out().println(options.config + ": usable, "
                        + config.engine().strategies().size() + " strategies on "
                        + config.engine().instruments().size() + " instruments");
            }
            return OK;
        } catch (ConfigException e) {
            if (!json) {
                throw e;
            }
            print(false, e.violations());
            return CommandException.USAGE;
        }
    }

    private void print(boolean valid, List<String> violations) {
        out().println(JsonText.object(json -> {
            json.writeBooleanField("valid", valid);
            JsonText.strings(json, "violations", violations);
        }));
    }
}
