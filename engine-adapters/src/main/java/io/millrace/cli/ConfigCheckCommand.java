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
        footer = {
            "",
            "A file without instruments is checked as far as it goes: a backtest takes them from the data.",
            "Exit code 2 when something is wrong."
        })
final class ConfigCheckCommand extends EngineCommand {
    @Mixin
    ConfigOptions options;

    @Override
    public Integer call() {
        try {
            PartialConfig given = new PartialConfig(options.read());
            EffectiveConfig config = EffectiveConfig.of(given.whole());
            if (json) {
                print(true, List.of(), given.waiting());
            } else if (given.waiting().isEmpty()) {
                out().println(options.config + ": usable, "
                        + config.engine().strategies().size() + " strategies on "
                        + config.engine().instruments().size() + " instruments");
            } else {
                out().println(options.config + ": nothing wrong in what it says; " + given.waiting());
            }
            return OK;
        } catch (ConfigException e) {
            if (!json) {
                throw e;
            }
            print(false, e.violations(), "");
            return CommandException.USAGE;
        }
    }

    private void print(boolean valid, List<String> violations, String waiting) {
        out().println(JsonText.object(json -> {
            json.writeBooleanField("valid", valid);
            JsonText.strings(json, "violations", violations);
            if (!waiting.isEmpty()) {
                json.writeStringField("waiting", waiting);
            }
        }));
    }
}
