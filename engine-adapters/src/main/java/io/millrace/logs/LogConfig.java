package io.millrace.logs;

import io.millrace.config.Settings;
import io.millrace.config.SettingsReader;

/**
 * {@code logs.*}.
 *
 * @param maxBytes a file is put aside when it has so many bytes
 * @param maxAgeHours or when it is so old
 * @param keep files put aside of each stream; the oldest goes first
 * @param performanceSeconds of the engine's time between two lines about the account
 * @param systemSeconds between two lines about the process; 0 = none
 */
public record LogConfig(
        boolean enabled, long maxBytes, int maxAgeHours, int keep, int performanceSeconds, int systemSeconds) {
    static final String ROOT = "logs";

    private static final long SMALLEST = 1_024;
    private static final long LARGEST = 1L << 34;
    private static final int MOST_HOURS = 8_760;
    private static final int MOST_FILES = 10_000;
    private static final int DAY_SECONDS = 86_400;

    /** Reads the section; violations go to the reader. */
    static LogConfig read(SettingsReader reader) {
        return new LogConfig(
                reader.flag(ROOT + ".enabled", true),
                reader.whole(ROOT + ".maxBytes", 16L << 20, SMALLEST, LARGEST),
                reader.integer(ROOT + ".maxAgeHours", 24, 1, MOST_HOURS),
                reader.integer(ROOT + ".keep", 14, 1, MOST_FILES),
                reader.integer(ROOT + ".performanceSeconds", 3_600, 1, DAY_SECONDS),
                reader.integer(ROOT + ".systemSeconds", 60, 0, DAY_SECONDS));
    }

    /** The section of settings that were checked before. */
    public static LogConfig of(Settings all) {
        Settings own = new Settings();
        all.all().stream()
                .filter(setting -> setting.key().startsWith(ROOT + "."))
                .forEach(setting -> own.put(setting.key(), setting.value(), setting.origin()));
        return read(new SettingsReader(own));
    }

    /** No log files. */
    public static LogConfig off() {
        return of(new Settings().put(ROOT + ".enabled", "false", "off"));
    }

    Settings toSettings() {
        return new Settings()
                .put(ROOT + ".enabled", Boolean.toString(enabled), "default")
                .put(ROOT + ".maxBytes", Long.toString(maxBytes), "default")
                .put(ROOT + ".maxAgeHours", Integer.toString(maxAgeHours), "default")
                .put(ROOT + ".keep", Integer.toString(keep), "default")
                .put(ROOT + ".performanceSeconds", Integer.toString(performanceSeconds), "default")
                .put(ROOT + ".systemSeconds", Integer.toString(systemSeconds), "default");
    }
}
