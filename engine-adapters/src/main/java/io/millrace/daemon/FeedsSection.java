package io.millrace.daemon;

import io.millrace.config.Settings;
import io.millrace.config.SettingsReader;
import io.millrace.settings.SettingsSection;

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

    @Override
    public Settings effective(Settings given) {
        return new Settings();
    }
}
