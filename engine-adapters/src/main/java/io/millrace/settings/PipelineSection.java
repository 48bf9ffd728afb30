package io.millrace.settings;

import io.millrace.config.Settings;
import io.millrace.config.SettingsReader;
import io.millrace.pipeline.PipelineConfig;
import java.util.Locale;
import java.util.stream.Collectors;

/** {@code pipeline.*}: how the engine is laid out on threads. */
final class PipelineSection implements SettingsSection {
    static final String ROOT = "pipeline";

    @Override
    public String root() {
        return ROOT;
    }

    @Override
    public void check(SettingsReader reader) {
        PipelineConfig.read(reader, cores());
    }

    @Override
    public Settings effective(Settings given) {
        PipelineConfig config = read(given);
        Settings all = new Settings();
        put(all, "layout", name(config.layout()));
        put(all, "wait", name(config.waitMode()));
        put(all, "ringSize", Integer.toString(config.ringSize()));
        put(all, "inletBytes", Integer.toString(config.inletBytes()));
        put(all, "maxBatch", Integer.toString(config.maxBatch()));
        put(all, "cpus", cpus(config));
        put(all, "sampleEvery", Integer.toString(config.sampleEvery()));
        return all;
    }

    /** The section's values for this machine; they were checked before. */
    static PipelineConfig read(Settings given) {
        return PipelineConfig.read(new SettingsReader(given), cores());
    }

    private static String cpus(PipelineConfig config) {
        return config.cpus().stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private static int cores() {
        return Runtime.getRuntime().availableProcessors();
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static void put(Settings settings, String key, String value) {
        settings.put(ROOT + "." + key, value, "default");
    }
}
