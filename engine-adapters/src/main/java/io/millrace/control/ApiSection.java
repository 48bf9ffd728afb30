package io.millrace.control;

import io.millrace.config.Settings;
import io.millrace.config.SettingsReader;
import io.millrace.settings.SettingsSection;

/** {@code api.*} among the settings. */
public final class ApiSection implements SettingsSection {
    @Override
    public String root() {
        return ApiConfig.ROOT;
    }

    @Override
    public void check(SettingsReader reader) {
        ApiConfig.read(reader);
        String host = reader.text(ApiConfig.ROOT + ".host", "127.0.0.1");
        if (!host.equals("127.0.0.1") && !host.equals("::1") && !host.equals("localhost")) {
            reader.violation(ApiConfig.ROOT + ".host" + reader.where(ApiConfig.ROOT + ".host") + " is \"" + host
                    + "\"; this version listens on the loopback addresses only,"
                    + " because it has no TLS: leave the key out"
                    + " and come through ssh -L");
        }
    }

    @Override
    public Settings effective(Settings given) {
        ApiConfig config = ApiConfig.of(given);
        return new Settings()
                .put(ApiConfig.ROOT + ".enabled", Boolean.toString(config.enabled()), "default")
                .put(ApiConfig.ROOT + ".host", "127.0.0.1", "default")
                .put(ApiConfig.ROOT + ".port", Integer.toString(config.port()), "default");
    }
}
