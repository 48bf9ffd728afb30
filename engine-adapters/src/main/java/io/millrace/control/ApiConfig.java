package io.millrace.control;

import io.millrace.config.Settings;
import io.millrace.config.SettingsReader;
import io.millrace.siderun.BacktestConfig;

/**
 * {@code api.*}.
 *
 * @param port where to listen on 127.0.0.1 and ::1; 0 = any free port
 * @param remote where else, with TLS; null = nowhere
 * @param backtests what may be asked for beside the engine
 */
public record ApiConfig(boolean enabled, int port, RemoteConfig remote, BacktestConfig backtests) {
    static final String ROOT = "api";

    /** Where a daemon listens unless told otherwise. */
    public static final int DEFAULT_PORT = 7878;

    private static final int HIGHEST_PORT = 65_535;

    /** On this machine only. */
    public ApiConfig(boolean enabled, int port) {
        this(enabled, port, null);
    }

    /** With embedded data only. */
    public ApiConfig(boolean enabled, int port, RemoteConfig remote) {
        this(enabled, port, remote, BacktestConfig.DEFAULTS);
    }

    /** Reads the section. */
    public static ApiConfig read(SettingsReader reader) {
        boolean enabled = reader.flag(ROOT + ".enabled", true);
        int port = reader.integer(ROOT + ".port", DEFAULT_PORT, 0, HIGHEST_PORT);
        return new ApiConfig(enabled, port, RemoteConfig.read(reader), BacktestConfig.read(reader));
    }

    /** The section of settings that were checked before. */
    public static ApiConfig of(Settings all) {
        Settings own = new Settings();
        all.all().stream()
                .filter(setting -> setting.key().startsWith(ROOT + "."))
                .forEach(setting -> own.put(setting.key(), setting.value(), setting.origin()));
        return read(new SettingsReader(own));
    }
}
