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
            "A note says what can hardly be meant, such as a limit that can never act beside a tighter one.",
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
                print(true, List.of(), given.waiting(), config.notes());
                return OK;
            }
            out().println(options.config
                    + (given.waiting().isEmpty()
                            ? ": usable, "
                                    + CountText.of(config.engine().strategies().size(), "strategy", "strategies")
                                    + " on "
                                    + CountText.of(config.engine().instruments().size(), "instrument", "instruments")
                            : ": nothing wrong in what it says; " + given.waiting()));
            config.notes().forEach(note -> out().println("  note: " + note));
            return OK;
        } catch (ConfigException e) {
            if (!json) {
                throw e;
            }
            print(false, e.violations(), "", List.of());
            return CommandException.USAGE;
        }
    }

    private void print(boolean valid, List<String> violations, String waiting, List<String> notes) {
        out().println(JsonText.object(json -> {
            json.writeBooleanField("valid", valid);
            JsonText.strings(json, "violations", violations);
            JsonText.strings(json, "notes", notes);
            if (!waiting.isEmpty()) {
                json.writeStringField("waiting", waiting);
            }
        }));
    }
}
