package io.millrace.daemon;

import io.millrace.config.Settings;
import io.millrace.config.SettingsReader;
import io.millrace.settings.SettingsSection;

/** {@code journal.*} among the settings. */
public final class JournalSection implements SettingsSection {
    /** No budget. */
    static final long OFF = 0;

    private static final String ROOT = "journal";
    private static final String BUDGET = ROOT + ".budgetMb";
    private static final long MOST_MB = 1L << 30;

    @Override
    public String root() {
        return ROOT;
    }

    @Override
    public void check(SettingsReader reader) {
        budget(reader);
    }

    @Override
    public Settings effective(Settings given) {
        return new Settings().put(BUDGET, Long.toString(OFF), "default");
    }

    /** MiB that a journal and its snapshots should stay below; {@link #OFF} = no matter. */
    static long budgetMb(Settings all) {
        return budget(new SettingsReader(all));
    }

    private static long budget(SettingsReader reader) {
        return reader.whole(BUDGET, OFF, OFF, MOST_MB);
    }
}
