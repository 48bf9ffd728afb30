package io.millrace.control;

import io.millrace.config.Settings;
import io.millrace.config.SettingsReader;
import io.millrace.settings.SettingsSection;
import io.millrace.siderun.BacktestConfig;

/** {@code api.*} among the settings. */
public final class ApiSection implements SettingsSection {
    @Override
    public String root() {
        return ApiConfig.ROOT;
    }

    @Override
    public void check(SettingsReader reader) {
        ApiConfig.read(reader);
    }

    @Override
    public Settings effective(Settings given) {
        ApiConfig config = ApiConfig.of(given);
        return new Settings()
                .put(ApiConfig.ROOT + ".enabled", Boolean.toString(config.enabled()), "default")
                .put(
                        RemoteConfig.BIND,
                        config.remote() == null
                                ? RemoteConfig.HERE
                                : config.remote().bind(),
                        "default")
                .put(BacktestConfig.ENABLED, Boolean.toString(config.backtests().enabled()), "default")
                .put(BacktestConfig.DATA, config.backtests().data(), "default")
                .put(BacktestConfig.SECONDS, Integer.toString(config.backtests().seconds()), "default")
                .put(ApiConfig.ROOT + ".port", Integer.toString(config.port()), "default");
    }
}
