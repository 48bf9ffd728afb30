package io.millrace.daemon;

import io.millrace.config.ConfigException;
import io.millrace.config.Setting;
import io.millrace.config.Settings;
import io.millrace.config.SettingsReader;
import io.millrace.engine.EngineConfig;
import io.millrace.settings.EffectiveConfig;
import io.millrace.settings.SettingsSection;
import java.util.List;

/** {@code feeds.*} among the settings. */
public final class FeedsSection implements SettingsSection {
    @Override
    public String root() {
        return FeedConfig.ROOT;
    }

    @Override
    public void check(SettingsReader reader) {
        if (reader.has(FeedConfig.ROOT)) {
            FeedConfig.read(reader, null, false);
        }
    }

    /** Symbols that are no instruments, as the start of a run finds them. */
    @Override
    public List<String> contradictions(Settings given, EngineConfig engine) {
        Setting first = given.get("instruments.0.symbol");
        boolean part = first != null && first.origin().equals(EffectiveConfig.PLACEHOLDER);
        if (engine == null || part || !FeedConfig.isGiven(given)) {
            return List.of();
        }
        try {
            FeedConfig.of(given, engine, false);
            return List.of();
        } catch (ConfigException e) {
            return e.violations();
        }
    }

    @Override
    public Settings effective(Settings given) {
        return new Settings();
    }
}
