package io.millrace.settings;

import io.millrace.config.Settings;
import io.millrace.config.SettingsReader;

/**
 * A part of the configuration that is not the engine's, such as {@code pipeline}. Found by {@link java.util.ServiceLoader},
 * so that a component's keys are known wherever a configuration is checked.
 */
public interface SettingsSection {
    /** The first word of its keys. */
    String root();

    /** Reads every key of the section; violations go to the reader. */
    void check(SettingsReader reader);

    /** Every key with its default, for people; the values of {@code given} win. */
    Settings effective(Settings given);
}
