package io.millrace.settings;

import io.millrace.config.Settings;
import io.millrace.config.SettingsReader;
import io.millrace.pipeline.PipelineConfig;
import java.util.Locale;

/** {@code pipeline.*}: how the engine is laid out on threads. */
final class PipelineSection implements SettingsSection {
    @Override
    public String root() {
        return "pipeline";
    }

    @Override
    public void check(SettingsReader reader) {
        PipelineConfig.read(reader, cores());
    }

    @Override
    public Settings effective(Settings given) {
        PipelineConfig config = PipelineConfig.read(new SettingsReader(given), cores());
        Settings all = new Settings();
        put(all, "layout", name(config.layout()));
        put(all, "wait", name(config.waitMode()));
        put(all, "ringSize", Integer.toString(config.ringSize()));
        put(all, "inletBytes", Integer.toString(config.inletBytes()));
        put(all, "maxBatch", Integer.toString(config.maxBatch()));
        put(all, "sampleEvery", Integer.toString(config.sampleEvery()));
        return all;
    }

    private static int cores() {
        return Runtime.getRuntime().availableProcessors();
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static void put(Settings settings, String key, String value) {
        settings.put("pipeline." + key, value, "default");
    }
}
