package io.millrace.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.config.ConfigException;
import io.millrace.config.Settings;
import io.millrace.config.SettingsReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What runs when: across restarts, after gaps, on a live clock and on a recorded one. */
class SchedulerTest {
    private static final long HOUR = 3_600_000_000_000L;

    @TempDir
    Path dir;

    private final List<String> ran = new ArrayList<>();

    private static Schedule hourly(String name, Job job, boolean runsMissed) {
        return new Schedule(name, after -> Math.floorDiv(after, HOUR) * HOUR + HOUR, "hourly", job, runsMissed);
    }

    private Scheduler at(long nowNs, boolean runsMissed) throws Exception {
        return Scheduler.open(
                List.of(hourly("a", Job.SUMMARY, runsMissed)),
                dir.resolve("last"),
                nowNs,
                schedule -> {
                    ran.add(schedule.name());
                    return null;
                },
                line -> {});
    }

    @Test
    void shouldRunWhatIsDueOnce() throws Exception {
        Scheduler scheduler = at(10 * HOUR, true);
        scheduler.round(10 * HOUR);
        assertEquals(0, ran.size());
        scheduler.round(11 * HOUR);
        scheduler.round(11 * HOUR + 1);
        assertEquals(1, ran.size());
        // The clock jumps over many: one.
        scheduler.round(40 * HOUR + 1);
        assertEquals(2, ran.size());
    }

    @Test
    void shouldRunWhatWasMissedOnceOrNotAtAll() throws Exception {
        at(10 * HOUR, true).round(11 * HOUR);
        Scheduler again = at(11 * HOUR + 5, true);
        again.round(11 * HOUR + 5);
        assertEquals(1, ran.size(), "nothing was missed");
        Scheduler late = at(20 * HOUR + 5, true);
        late.round(20 * HOUR + 5);
        late.round(20 * HOUR + 6);
        assertEquals(2, ran.size());
        Scheduler skipping = at(30 * HOUR + 5, false);
        skipping.round(30 * HOUR + 5);
        assertEquals(2, ran.size());
        skipping.round(31 * HOUR);
        assertEquals(3, ran.size());
    }

    @Test
    void shouldOutliveAJobThatFails() throws Exception {
        List<String> said = new ArrayList<>();
        Scheduler scheduler = Scheduler.open(
                List.of(hourly("a", Job.SUMMARY, true), hourly("b", Job.SUMMARY, true)),
                dir.resolve("last"),
                10 * HOUR,
                schedule -> {
                    ran.add(schedule.name());
                    throw new IllegalStateException("a fault of the test");
                },
                said::add);
        scheduler.round(11 * HOUR);
        assertEquals(List.of("a", "b"), ran);
        assertTrue(said.get(0).contains("a fault of the test"), said.toString());
    }

    private static List<Long> asked(EvaluationTimes times, long... rows) {
        List<Long> asked = new ArrayList<>();
        for (long row : rows) {
            while (times.isDue(row)) {
                asked.add(times.nextNs());
                times.asked(row);
            }
        }
        return asked;
    }

    private static EvaluationTimes times(boolean runsMissed, long journaled, long from) {
        return new EvaluationTimes(List.of(hourly("e", Job.EVALUATE, runsMissed)), id -> journaled, from);
    }

    private static EvaluationTimes live(boolean runsMissed, long journaled, long from, long wall) {
        EvaluationTimes times = times(runsMissed, journaled, from);
        times.goLive(wall);
        return times;
    }

    @Test
    void shouldAskARecordedFeedAtEveryTimeHoweverItsRowsLie() {
        EvaluationTimes times = times(true, Long.MIN_VALUE, 10 * HOUR);
        assertEquals(List.of(11 * HOUR, 12 * HOUR, 13 * HOUR), asked(times, 10 * HOUR + 1, 13 * HOUR + 1));
        // A restart whose journal ends behind the time that was asked, and one before.
        EvaluationTimes behind = times(true, 13 * HOUR, 12 * HOUR + 9);
        assertEquals(List.of(14 * HOUR), asked(behind, 14 * HOUR));
        EvaluationTimes before = times(true, 12 * HOUR, 12 * HOUR + 1);
        assertEquals(List.of(13 * HOUR), asked(before, 13 * HOUR));
    }

    @Test
    void shouldAskOnceForWhatALiveFeedMissed() {
        long minute = HOUR / 60;
        EvaluationTimes once = live(true, 10 * HOUR, 10 * HOUR + 1, 20 * HOUR + 1);
        assertEquals(List.of(20 * HOUR + 1 + minute), asked(once, 20 * HOUR + 2, 20 * HOUR + 2 * minute));
        EvaluationTimes skipping = live(false, 10 * HOUR, 10 * HOUR + 1, 20 * HOUR + 1);
        assertEquals(List.of(21 * HOUR), asked(skipping, 20 * HOUR + 2, 21 * HOUR));
        // A machine that slept for a day: the first that was due and the newest.
        assertEquals(List.of(22 * HOUR, 46 * HOUR), asked(skipping, 46 * HOUR + 1));
    }

    @Test
    void shouldAskBetweenRowsThatAKilledSessionHadReceived() {
        EvaluationTimes times = times(false, 10 * HOUR, 11 * HOUR - 1);
        assertEquals(List.of(11 * HOUR), asked(times, 11 * HOUR, 11 * HOUR + 1));
        times.goLive(11 * HOUR + 5);
        assertEquals(List.of(12 * HOUR), asked(times, 11 * HOUR + 6, 12 * HOUR));
    }

    @Test
    void shouldNotTakeANewScheduleForAMissedOne() {
        EvaluationTimes fresh = live(true, Long.MIN_VALUE, 10 * HOUR + 1, 20 * HOUR + 1);
        assertEquals(List.of(21 * HOUR), asked(fresh, 20 * HOUR + 2, 21 * HOUR));
    }

    /** Times of our years have a digit more than those of the other tests. */
    @Test
    void shouldRememberTheLastRunOfToday() throws Exception {
        long today = 1_795_000_000_000_000_000L / HOUR * HOUR;
        at(today + 1, true).round(today + HOUR);
        Scheduler again = at(today + 9 * HOUR + 1, true);
        assertEquals(today + HOUR, again.lastNs(hourly("a", Job.SUMMARY, true)));
        again.round(today + 9 * HOUR + 1);
        assertEquals(2, ran.size(), "what was missed was not run");
    }

    private static void read(String... pairs) {
        Settings settings = new Settings();
        for (int i = 0; i < pairs.length; i += 2) {
            settings.put("schedules.0." + pairs[i], pairs[i + 1], "test");
        }
        SettingsReader reader = new SettingsReader(settings);
        new SchedulesSection().check(reader);
        reader.finish();
    }

    @Test
    void shouldSayAllThatIsWrongWithASchedule() {
        read("name", "close", "job", "evaluate", "session", "NYSE close +0m");
        read("name", "x", "job", "summary", "cron", "0 16 * * 1-5", "zone", "America/New_York", "calendar", "NYSE");
        ConfigException wrong = assertThrows(
                ConfigException.class,
                () -> read(
                        "name", "Nope!", "job", "sumary", "cron", "61 * * * *", "zone", "Mars", "calendar", "NYSEX"));
        assertEquals(5, wrong.violations().size(), wrong.getMessage());
        assertTrue(wrong.getMessage().contains("61 * * * *"), wrong.getMessage());
        assertThrows(ConfigException.class, () -> read("name", "a", "job", "summary"));
        ConfigException never =
                assertThrows(ConfigException.class, () -> read("name", "a", "job", "summary", "cron", "0 3 31 2 *"));
        assertTrue(never.getMessage().contains("0 3 31 2 *\", which never comes"), never.getMessage());
        read("name", "a", "job", "summary", "cron", "0 3 29 2 *");
        assertThrows(
                ConfigException.class,
                () -> read("name", "a", "job", "summary", "cron", "* * * * *", "session", "NYSE close"));
    }
}
