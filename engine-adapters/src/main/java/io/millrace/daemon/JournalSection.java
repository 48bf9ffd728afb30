package io.millrace.daemon;

import io.millrace.config.Setting;
import io.millrace.config.Settings;
import io.millrace.config.SettingsReader;
import io.millrace.engine.EngineConfig;
import io.millrace.follow.SideReaders;
import io.millrace.journal.Rolling;
import io.millrace.retention.RetentionPolicy;
import io.millrace.schedule.Job;
import io.millrace.schedule.Schedule;
import io.millrace.schedule.SchedulesSection;
import io.millrace.settings.SettingsSection;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** {@code journal.*} among the settings. */
public final class JournalSection implements SettingsSection {
    private static final String ROOT = "journal";

    /** Steps from one snapshot to the next; the option {@code --snapshot-every} is short for it. */
    static final String SNAPSHOT_EVERY = ROOT + ".snapshotEvery";

    /** When a new cycle file is begun. */
    private static final String ROLL = ROOT + ".roll";

    private static final List<String> ROLLS = List.of("daily", "never");

    /** No bound. */
    static final long OFF = 0;

    /** Records before a snapshot up to which a start verifies them itself, not behind it. */
    static final String VERIFY_AT_START = ROOT + ".verifyAtStart";

    /** Read in about a second. */
    private static final long VERIFIED_AT_START = 2_000_000;

    static final String BUDGET = ROOT + ".budgetMb";
    private static final long MOST_MB = 1L << 30;
    private static final int MIB_BITS = 20;

    /** Cycles older than so many days go with the job retain. */
    static final String RETAIN_DAYS = ROOT + ".retainDays";

    private static final long MOST_DAYS = 36_500;

    /** Readers for which that job keeps nothing. */
    static final String RETAIN_WITHOUT = ROOT + ".retainWithout";

    @Override
    public String root() {
        return ROOT;
    }

    @Override
    public void check(SettingsReader reader) {
        reader.whole(SNAPSHOT_EVERY, PaperOptions.SNAPSHOT_EVERY, 0, Long.MAX_VALUE);
        verifyAtStart(reader);
        budget(reader);
        retainDays(reader);
        retainWithout(reader);
        reader.oneOf(ROLL, ROLLS.get(0), ROLLS);
    }

    /** A schedule that could never delete anything. */
    @Override
    public List<String> contradictions(Settings given, EngineConfig engine) {
        List<String> found = new ArrayList<>();
        List<Schedule> schedules = SchedulesSection.of(given);
        for (int i = 0; i < schedules.size(); i++) {
            if (schedules.get(i).job() == Job.RETAIN && isOff(given, RETAIN_DAYS) && isOff(given, BUDGET)) {
                found.add(new SettingsReader(given).where(SchedulesSection.ROOT + "." + i + ".job") + ": schedule "
                        + schedules.get(i).name() + " has the job retain, but neither " + RETAIN_DAYS + " nor "
                        + BUDGET + " is set: give one of them, or leave the schedule out");
            }
        }
        return found;
    }

    /** What is no number is wrong by itself. */
    private static boolean isOff(Settings given, String key) {
        Setting setting = given.get(key);
        return setting == null || setting.value().equals(Long.toString(OFF));
    }

    @Override
    public Settings effective(Settings given) {
        return new Settings()
                .put(SNAPSHOT_EVERY, Long.toString(snapshotEvery(given)), "default")
                .put(VERIFY_AT_START, Long.toString(verifyAtStart(given)), "default")
                .put(ROLL, rolling(given).name().toLowerCase(Locale.ROOT), "default")
                .put(BUDGET, Long.toString(budgetMb(given)), "default")
                .put(RETAIN_DAYS, Long.toString(retainDays(new SettingsReader(given))), "default")
                .put(RETAIN_WITHOUT, String.join(",", retainWithout(given)), "default");
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

    /** What the job retain keeps, of settings that were checked before. */
    static RetentionPolicy retention(Settings checked) {
        SettingsReader reader = new SettingsReader(checked);
        long days = retainDays(reader);
        long budget = budget(reader);
        return new RetentionPolicy(
                days == OFF ? RetentionPolicy.OFF : days, budget == OFF ? RetentionPolicy.OFF : budget << MIB_BITS);
    }

    /** Readers that never read this journal again, of settings that were checked before. */
    static Set<String> retainWithout(Settings checked) {
        return retainWithout(new SettingsReader(checked));
    }

    private static Set<String> retainWithout(SettingsReader reader) {
        Set<String> names = new LinkedHashSet<>();
        for (String part : reader.text(RETAIN_WITHOUT, "").split(",", -1)) {
            String name = part.strip();
            if (!name.isEmpty() && !SideReaders.NAMES.contains(name)) {
                reader.violation(reader.where(RETAIN_WITHOUT) + " names \"" + name + "\"; expected some of "
                        + String.join(", ", SideReaders.NAMES));
            } else if (!name.isEmpty()) {
                names.add(name);
            }
        }
        return names;
    }

    private static long retainDays(SettingsReader reader) {
        return reader.whole(RETAIN_DAYS, OFF, OFF, MOST_DAYS);
    }

    private static long budget(SettingsReader reader) {
        return reader.whole(BUDGET, OFF, OFF, MOST_MB);
    }
}
