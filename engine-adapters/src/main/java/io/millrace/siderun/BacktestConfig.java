package io.millrace.siderun;

import io.millrace.config.SettingsReader;

/**
 * {@code api.backtest...}.
 *
 * @param enabled false: none is taken
 * @param data folder whose files may be named; empty for none: embedded samples only
 * @param seconds after so many by the wall clock a backtest is ended
 */
public record BacktestConfig(boolean enabled, String data, int seconds) {
    public static final String ENABLED = "api.backtests";
    public static final String DATA = "api.backtestData";
    public static final String SECONDS = "api.backtestSeconds";

    /** Embedded samples, ten minutes. */
    public static final BacktestConfig DEFAULTS = new BacktestConfig(true, "", 600);

    private static final int LONGEST = 86_400;

    /** Reads the keys. */
    public static BacktestConfig read(SettingsReader reader) {
        return new BacktestConfig(
                reader.flag(ENABLED, DEFAULTS.enabled),
                reader.text(DATA, DEFAULTS.data),
                reader.integer(SECONDS, DEFAULTS.seconds, 1, LONGEST));
    }
}
