package io.millrace.settings;

import io.millrace.config.Settings;
import io.millrace.config.SettingsReader;
import io.millrace.engine.EngineConfig;
import java.util.List;

/**
 * A part of the configuration that is not the engine's, such as {@code pipeline}. Found by {@link
 * java.util.ServiceLoader}, so that a component's keys are known wherever a configuration is checked.
 */
public interface SettingsSection {
    /** The first word of its keys. */
    String root();

    /** Reads every key of the section; violations go to the reader. */
    void check(SettingsReader reader);

    /**
     * What is wrong with the section beside others; each sentence stands for itself. One that {@link #check} has
     * found already may come again.
     *
     * @param given all settings, which may be wrong by themselves
     * @param engine null when the engine's are
     */
    default List<String> contradictions(Settings given, EngineConfig engine) {
        return List.of();
    }

    /** Every key with its default, for people; the values of {@code given} win. */
    Settings effective(Settings given);
}
