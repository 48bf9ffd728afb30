package io.millrace.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.config.ConfigException;
import io.millrace.plugin.Plugins;
import io.millrace.strategy.ParameterSpec;
import io.millrace.strategy.StrategyDescriptor;
import io.millrace.strategy.StrategyFactory;
import io.millrace.strategy.StrategyOrigin;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lists the shipped models and what may be set on them. */
@Command(name = "strategies", description = "Lists the strategies and their parameters.")
final class StrategiesCommand extends EngineCommand {
    @Parameters(arity = "0..1", paramLabel = "NAME", description = "only this one")
    String name;

    @Override
    public Integer call() {
        List<StrategyDescriptor> chosen = new ArrayList<>();
        if (name != null) {
            chosen.add(find("NAME", name).descriptor());
        } else {
            Plugins.catalog().all().forEach(factory -> chosen.add(factory.descriptor()));
        }
        if (json) {
            out().println(JsonText.object(json -> {
                json.writeArrayFieldStart("strategies");
                for (StrategyDescriptor descriptor : chosen) {
                    write(json, descriptor);
                }
                json.writeEndArray();
            }));
        } else {
            chosen.forEach(this::print);
        }
        return OK;
    }

    /**
     * Finds a strategy for an option.
     *
     * @throws ConfigException with the nearest name
     */
    static StrategyFactory find(String option, String name) {
        try {
            return Plugins.catalog().find(name);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(option + ": " + e.getMessage() + Plugins.excuse());
        }
    }

    private void print(StrategyDescriptor descriptor) {
        out().println(descriptor.name() + " (" + descriptor.defaultTimeframe() + ")");
        out().println("  " + descriptor.summary());
        StrategyOrigin origin = Plugins.catalog().origin(descriptor.name());
        if (origin != null) {
            out().println("  of the plug-in " + origin.jar() + ", SHA-256 " + origin.sha256());
        }
        for (ParameterSpec spec : descriptor.parameters()) {
            out().println(String.format(
                    Locale.ROOT,
                    "    %-14s %-10s %-18s %s",
                    spec.name(),
                    text(spec, spec.defaultValue()),
                    spec.kind() == ParameterSpec.Kind.SWITCH
                            ? "on or off"
                            : text(spec, spec.minimum()) + " .. " + text(spec, spec.maximum()),
                    spec.meaning()));
        }
        if (descriptor.parameters().isEmpty()) {
            out().println("    takes no parameters");
        }
        out().println();
    }

    private static void write(JsonGenerator json, StrategyDescriptor descriptor) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", descriptor.name());
        json.writeStringField("summary", descriptor.summary());
        json.writeStringField("defaultTimeframe", descriptor.defaultTimeframe());
        StrategyOrigin origin = Plugins.catalog().origin(descriptor.name());
        if (origin != null) {
            json.writeStringField("plugin", origin.jar());
            json.writeStringField("pluginSha256", origin.sha256());
        }
        json.writeArrayFieldStart("parameters");
        for (ParameterSpec spec : descriptor.parameters()) {
            json.writeStartObject();
            json.writeStringField("name", spec.name());
            json.writeStringField("kind", spec.kind().name().toLowerCase(Locale.ROOT));
            json.writeNumberField("minimum", spec.minimum());
            json.writeNumberField("maximum", spec.maximum());
            json.writeNumberField("default", spec.defaultValue());
            json.writeStringField("meaning", spec.meaning());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static String text(ParameterSpec spec, double value) {
        return switch (spec.kind()) {
            case INTEGER -> Long.toString((long) value);
            case SWITCH -> value == 0 ? "false" : "true";
            case REAL -> Double.toString(value);
        };
    }
}
