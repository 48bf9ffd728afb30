package io.millrace.schedule;

import io.millrace.calendar.CalendarRegistry;
import io.millrace.calendar.TradingCalendar;
import io.millrace.config.Settings;
import io.millrace.config.SettingsReader;
import io.millrace.settings.SettingsSection;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** {@code schedules.N.*} among the settings. */
public final class SchedulesSection implements SettingsSection {
    /** First word of its keys. */
    public static final String ROOT = "schedules";

    /** 1 January 2020: from here on a schedule comes within nine years, or never. */
    private static final long ANY_TIME_NS = 1_577_836_800_000_000_000L;

    private static final String MISSED = "missed";
    private static final String ONCE = "once";
    private static final String ZONE = "zone";
    private static final String UTC = "UTC";
    private static final String NAMES = "[a-z0-9-]{1,32}";

    @Override
    public String root() {
        return ROOT;
    }

    @Override
    public void check(SettingsReader reader) {
        read(reader);
    }

    @Override
    public Settings effective(Settings given) {
        Settings all = new Settings();
        SettingsReader reader = new SettingsReader(given);
        int count = reader.listSize(ROOT);
        for (int i = 0; i < count; i++) {
            String prefix = ROOT + "." + i + ".";
            all.put(prefix + MISSED, reader.text(prefix + MISSED, ONCE), "default");
            if (given.get(prefix + "cron") != null) {
                all.put(prefix + ZONE, reader.text(prefix + ZONE, UTC), "default");
            }
        }
        return all;
    }

    /** The schedules of settings that were checked before. */
    public static List<Schedule> of(Settings all) {
        Settings own = new Settings();
        all.all().stream()
                .filter(setting -> setting.key().startsWith(ROOT + "."))
                .forEach(setting -> own.put(setting.key(), setting.value(), setting.origin()));
        return read(new SettingsReader(own));
    }

    private static List<Schedule> read(SettingsReader reader) {
        List<Schedule> schedules = new ArrayList<>();
        Set<Long> ids = new HashSet<>();
        int count = reader.listSize(ROOT);
        for (int i = 0; i < count; i++) {
            Schedule schedule = readOne(reader, ROOT + "." + i + ".");
            if (!ids.add(schedule.id())) {
                reader.violation(reader.where(ROOT + "." + i + ".name") + " is \"" + schedule.name()
                        + "\", which another schedule has, or one that looks like it to the journal;"
                        + " take another name");
            }
            schedules.add(schedule);
        }
        return schedules;
    }

    private static Schedule readOne(SettingsReader reader, String prefix) {
        String name = reader.required(prefix + "name", "a name of lower-case letters, digits and dashes");
        if (!name.isEmpty() && !name.matches(NAMES)) {
            reader.violation(reader.where(prefix + "name") + " is \"" + name
                    + "\"; expected 1 to 32 lower-case letters, digits and dashes");
        }
        String job = reader.oneOf(prefix + "job", Job.SUMMARY.text(), Job.texts());
        reader.required(prefix + "job", "one of " + String.join(", ", Job.texts()));
        String missed = reader.oneOf(prefix + MISSED, ONCE, List.of(ONCE, "skip"));
        String cron = reader.text(prefix + "cron", null);
        String session = reader.text(prefix + "session", null);
        ZoneId zone = zone(reader, prefix + ZONE);
        TradingCalendar calendar = calendar(reader, prefix + "calendar");
        if ((cron == null) == (session == null)) {
            reader.violation(prefix + "cron: expected either cron, such as \"0 16 * * 1-5\", or session, such as"
                    + " \"NYSE close +0m\"");
            return new Schedule(name, after -> Trigger.NEVER, "", Job.of(job), missed.equals(ONCE));
        }
        String when =
                cron == null ? session : cron + " " + zone + (calendar == null ? "" : " on days of " + calendar.name());
        Trigger trigger = after -> Trigger.NEVER;
        try {
            trigger = cron == null
                    ? SessionTrigger.parse(session)
                    : new CronTrigger(CronFields.parse(cron), zone, calendar);
        } catch (IllegalArgumentException e) {
            String key = prefix + (cron == null ? "session" : "cron");
            reader.violation(reader.where(key) + " is \"" + (cron == null ? session : cron) + "\": " + e.getMessage());
            return new Schedule(name, trigger, when, Job.of(job), missed.equals(ONCE));
        }
        if (trigger.next(ANY_TIME_NS) == Trigger.NEVER) {
            reader.violation(reader.where(prefix + "cron") + " is \"" + cron + "\", which never comes;"
                    + " expected days that there are");
        }
        return new Schedule(name, trigger, when, Job.of(job), missed.equals(ONCE));
    }

    private static ZoneId zone(SettingsReader reader, String key) {
        String text = reader.text(key, UTC);
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            reader.violation(
                    reader.where(key) + " is \"" + text + "\"; expected a time zone, such as America/New_York");
            return ZoneOffset.UTC;
        }
    }

    private static TradingCalendar calendar(SettingsReader reader, String key) {
        String text = reader.text(key, null);
        if (text == null) {
            return null;
        }
        try {
            return CalendarRegistry.find(text);
        } catch (IllegalArgumentException e) {
            reader.violation(reader.where(key) + ": " + e.getMessage());
            return null;
        }
    }
}
