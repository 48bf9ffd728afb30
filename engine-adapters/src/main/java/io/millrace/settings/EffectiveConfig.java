package io.millrace.settings;

import io.millrace.config.ConfigException;
import io.millrace.config.NearestName;
import io.millrace.config.Setting;
import io.millrace.config.Settings;
import io.millrace.config.SettingsReader;
import io.millrace.engine.EngineConfig;
import io.millrace.pipeline.PipelineConfig;
import io.millrace.risk.LimitPairs;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/** Given settings, checked whole: the engine's sections by the engine, every other one by its owner. */
public final class EffectiveConfig {
    /** Origin of what stands for the missing rest of a configuration that is checked as far as it goes. */
    public static final String PLACEHOLDER = "placeholder";

    private static final List<String> ENGINE_ROOTS = List.of(
            "engine",
            "instruments",
            "strategies",
            "market",
            "series",
            "portfolio",
            "fx",
            "regimes",
            "risk",
            "venue",
            "fees");

    private final EngineConfig engine;
    private final PipelineConfig pipeline;
    private final Settings settings;
    private final List<String> notes;

    private EffectiveConfig(EngineConfig engine, PipelineConfig pipeline, Settings settings, List<String> notes) {
        this.engine = engine;
        this.pipeline = pipeline;
        this.settings = settings;
        this.notes = notes;
    }

    /**
     * Checks everything.
     *
     * @throws ConfigException listing every violation of every section
     */
    public static EffectiveConfig of(Settings given) {
        List<SettingsSection> sections = sections();
        List<String> roots = new ArrayList<>(ENGINE_ROOTS);
        sections.forEach(section -> roots.add(section.root()));
        List<String> violations = new ArrayList<>();
        for (Setting setting : given.all()) {
            if (!roots.contains(root(setting))) {
                violations.add(setting.key() + " (" + setting.origin() + "): unknown section \"" + root(setting) + "\""
                        + NearestName.hint(root(setting), roots) + "; there are " + String.join(", ", roots));
            }
        }
        violations.addAll(LimitPairs.contradictions(given));
        EngineConfig engine = null;
        try {
            engine = EngineConfig.read(
                    only(DataSection.withEngineSeries(given), ENGINE_ROOTS), PluginSection.catalog(given));
        } catch (ConfigException e) {
            violations.addAll(e.violations());
            PluginSection.problems().stream()
                    .filter(problem -> !violations.contains(problem))
                    .forEach(violations::add);
        }
        for (SettingsSection section : sections) {
            try {
                SettingsReader reader = new SettingsReader(only(given, List.of(section.root())));
                section.check(reader);
                reader.finish();
            } catch (ConfigException e) {
                violations.addAll(e.violations());
            }
        }
        for (SettingsSection section : sections) {
            section.contradictions(given, engine).stream()
                    .filter(problem -> !violations.contains(problem))
                    .forEach(violations::add);
        }
        if (!violations.isEmpty()) {
            throw new ConfigException(violations);
        }
        PipelineConfig pipeline = PipelineSection.read(only(given, List.of(PipelineSection.ROOT)));
        return new EffectiveConfig(engine, pipeline, effective(engine, sections, given), LimitPairs.notes(given));
    }

    /** The engine's part. */
    public EngineConfig engine() {
        return engine;
    }

    /** The engine's threads on this machine. */
    public PipelineConfig pipeline() {
        return pipeline;
    }

    /** Every value with its origin, defaults included. */
    public Settings settings() {
        return settings;
    }

    /** A sentence for each thing that is usable and can hardly be meant. */
    public List<String> notes() {
        return notes;
    }

    private static Settings effective(EngineConfig engine, List<SettingsSection> sections, Settings given) {
        Settings all = new Settings();
        engine.toSettings().all().forEach(setting -> all.put(setting.key(), setting.value(), "default"));
        for (SettingsSection section : sections) {
            all.putAll(section.effective(only(given, List.of(section.root()))));
        }
        for (Setting setting : given.all()) {
            Setting normal = all.get(setting.key());
            all.put(setting.key(), normal == null ? setting.value() : normal.value(), setting.origin());
        }
        return all;
    }

    private static List<SettingsSection> sections() {
        List<SettingsSection> sections = new ArrayList<>();
        sections.add(new PipelineSection());
        sections.add(new PluginSection());
        sections.add(new DataSection());
        ServiceLoader.load(SettingsSection.class).forEach(sections::add);
        return sections;
    }

    private static Settings only(Settings given, List<String> roots) {
        Settings some = new Settings();
        for (Setting setting : given.all()) {
            if (roots.contains(root(setting))) {
                some.put(setting.key(), setting.value(), setting.origin());
            }
        }
        return some;
    }

    private static String root(Setting setting) {
        int dot = setting.key().indexOf('.');
        return dot < 0 ? setting.key() : setting.key().substring(0, dot);
    }
}
