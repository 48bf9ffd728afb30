package io.millrace.logs;

import io.millrace.config.Settings;
import io.millrace.config.SettingsReader;
import io.millrace.settings.SettingsSection;

/** {@code logs.*} among the settings. */
public final class LogsSection implements SettingsSection {
    @Override
    public String root() {
        return LogConfig.ROOT;
    }

    @Override
    public void check(SettingsReader reader) {
        LogConfig.read(reader);
    }

    @Override
    public Settings effective(Settings given) {
        return LogConfig.of(given).toSettings();
    }
}
