package io.millrace.daemon;

import io.millrace.config.Settings;
import io.millrace.config.SettingsReader;
import io.millrace.settings.SettingsSection;

/** {@code watchdog.*} among the settings. */
public final class WatchdogSection implements SettingsSection {
    private static final String ROOT = "watchdog";
    private static final String STALL_MS = ROOT + ".stallMs";
    private static final int LONGEST_MS = 600_000;

    @Override
    public String root() {
        return ROOT;
    }

    @Override
    public void check(SettingsReader reader) {
        int value = reader.integer(STALL_MS, PaperOptions.STALL_MS, 0, LONGEST_MS);
        if (value > 0 && value < PaperOptions.LEAST_STALL_MS) {
            reader.violation(reader.where(STALL_MS) + " is " + value + "; expected 0 (off) or at least "
                    + PaperOptions.LEAST_STALL_MS + ": shorter stalls are the machine's");
        }
    }

    @Override
    public Settings effective(Settings given) {
        return new Settings().put(STALL_MS, Integer.toString(stallMs(given)), "default");
    }

    /** Of settings that were checked before. */
    static int stallMs(Settings checked) {
        return new SettingsReader(checked).integer(STALL_MS, PaperOptions.STALL_MS, 0, LONGEST_MS);
    }
}
