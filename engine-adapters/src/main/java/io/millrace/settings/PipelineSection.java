package io.millrace.settings;

import io.millrace.config.Setting;
import io.millrace.config.Settings;
import io.millrace.config.SettingsReader;
import io.millrace.engine.EngineConfig;
import io.millrace.pipeline.Layout;
import io.millrace.pipeline.PipelineConfig;
import java.util.List;
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

    /** A feed comes from outside; a backtest needs no threads and does not look here. */
    @Override
    public List<String> contradictions(Settings given, EngineConfig engine) {
        Setting layout = given.get(ROOT + ".layout");
        Setting mode = given.get("engine.mode");
        boolean feed = mode != null && !mode.value().equals("backtest");
        return feed && layout != null && layout.value().equals(name(Layout.INLINE))
                ? List.of(layout.key() + " (" + layout.origin() + ") is \"" + layout.value()
                        + "\", which has no thread for a feed; expected fused, duo or pinned")
                : List.of();
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
