package io.millrace.cli;

import io.millrace.config.Setting;
import io.millrace.settings.EffectiveConfig;
import java.util.Collection;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints every effective value with where it comes from. */
@Command(name = "show", description = "Prints every effective value with its source: default, file:line or --set.")
final class ConfigShowCommand extends EngineCommand {
    @Mixin
    ConfigOptions options;

    @Override
    public Integer call() {
        Collection<Setting> all = EffectiveConfig.of(options.read()).settings().all();
        if (json) {
            out().println(JsonText.object(json -> {
                json.writeArrayFieldStart("settings");
                for (Setting setting : all) {
                    json.writeStartObject();
                    json.writeStringField("key", setting.key());
                    json.writeStringField("value", setting.value());
                    json.writeStringField("source", setting.origin());
                    json.writeEndObject();
                }
                json.writeEndArray();
            }));
            return OK;
        }
        for (Setting setting : all) {
            out().println(String.format(
                    Locale.ROOT, "%-38s %-22s %s", setting.key(), setting.value(), setting.origin()));
        }
        return OK;
    }
}
