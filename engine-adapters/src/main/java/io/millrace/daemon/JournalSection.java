package io.millrace.daemon;

import io.millrace.config.Settings;
import io.millrace.config.SettingsReader;
import io.millrace.settings.SettingsSection;

/** {@code journal.*} among the settings. */
public final class JournalSection implements SettingsSection {
    static final String ROOT = "journal";

    /** Steps from one snapshot to the next; the option {@code --snapshot-every} is short for it. */
    static final String SNAPSHOT_EVERY = ROOT + ".snapshotEvery";

    @Override
    public String root() {
        return ROOT;
    }

    @Override
    public void check(SettingsReader reader) {
        reader.whole(SNAPSHOT_EVERY, PaperOptions.SNAPSHOT_EVERY, 0, Long.MAX_VALUE);
    }

    @Override
    public Settings effective(Settings given) {
        return new Settings().put(SNAPSHOT_EVERY, Long.toString(snapshotEvery(given)), "default");
    }

    /** Of settings that were checked before. */
    static long snapshotEvery(Settings checked) {
        return new SettingsReader(checked).whole(SNAPSHOT_EVERY, PaperOptions.SNAPSHOT_EVERY, 0, Long.MAX_VALUE);
    }
}
