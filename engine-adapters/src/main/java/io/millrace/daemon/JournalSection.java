package io.millrace.daemon;

import io.millrace.config.Settings;
import io.millrace.config.SettingsReader;
import io.millrace.journal.Rolling;
import io.millrace.settings.SettingsSection;
import java.util.List;
import java.util.Locale;

/** {@code journal.*} among the settings. */
public final class JournalSection implements SettingsSection {
    private static final String ROOT = "journal";

    /** Steps from one snapshot to the next; the option {@code --snapshot-every} is short for it. */
    static final String SNAPSHOT_EVERY = ROOT + ".snapshotEvery";

    /** When a new cycle file is begun. */
    private static final String ROLL = ROOT + ".roll";

    private static final List<String> ROLLS = List.of("daily", "never");

    /** No budget. */
    static final long OFF = 0;

    /** Records before a snapshot up to which a start verifies them itself, not behind it. */
    static final String VERIFY_AT_START = ROOT + ".verifyAtStart";

    /** Read in about a second. */
    private static final long VERIFIED_AT_START = 2_000_000;

    private static final String BUDGET = ROOT + ".budgetMb";
    private static final long MOST_MB = 1L << 30;

    @Override
    public String root() {
        return ROOT;
    }

    @Override
    public void check(SettingsReader reader) {
        reader.whole(SNAPSHOT_EVERY, PaperOptions.SNAPSHOT_EVERY, 0, Long.MAX_VALUE);
        verifyAtStart(reader);
        budget(reader);
        reader.oneOf(ROLL, ROLLS.get(0), ROLLS);
    }

    @Override
    public Settings effective(Settings given) {
        return new Settings()
                .put(SNAPSHOT_EVERY, Long.toString(snapshotEvery(given)), "default")
                .put(VERIFY_AT_START, Long.toString(verifyAtStart(given)), "default")
                .put(ROLL, rolling(given).name().toLowerCase(Locale.ROOT), "default")
                .put(BUDGET, Long.toString(budgetMb(given)), "default");
    }

    /** Of settings that were checked before. */
    static long snapshotEvery(Settings checked) {
        return new SettingsReader(checked).whole(SNAPSHOT_EVERY, PaperOptions.SNAPSHOT_EVERY, 0, Long.MAX_VALUE);
    }

    /** Of settings that were checked before. */
    static long verifyAtStart(Settings checked) {
        return verifyAtStart(new SettingsReader(checked));
    }

    private static long verifyAtStart(SettingsReader reader) {
        return reader.whole(VERIFY_AT_START, VERIFIED_AT_START, 0, Long.MAX_VALUE);
    }

    /** MiB that a journal and its snapshots should stay below; {@link #OFF} = no matter. */
    static long budgetMb(Settings all) {
        return budget(new SettingsReader(all));
    }

    /** Of settings that were checked before. */
    static Rolling rolling(Settings checked) {
        return Rolling.valueOf(
                new SettingsReader(checked).oneOf(ROLL, ROLLS.get(0), ROLLS).toUpperCase(Locale.ROOT));
    }

    private static long budget(SettingsReader reader) {
        return reader.whole(BUDGET, OFF, OFF, MOST_MB);
    }
}
