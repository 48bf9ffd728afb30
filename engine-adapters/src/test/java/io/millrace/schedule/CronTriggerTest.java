package io.millrace.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.calendar.CalendarRegistry;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cron times; the oracle looks at every minute of a year. */
class CronTriggerTest {
    private static final long NS = 1_000_000_000L;

    /** The sets that an expression was made from, so that the oracle does not parse. */
    private record Sets(
            Set<Integer> minutes, Set<Integer> hours, Set<Integer> days, Set<Integer> months, Set<Integer> week) {
        boolean matches(LocalDateTime wall) {
            boolean month = days.isEmpty() || days.contains(wall.getDayOfMonth());
            boolean day = week.isEmpty() || week.contains(wall.getDayOfWeek().getValue() % 7);
            boolean either = !days.isEmpty() && !week.isEmpty();
            return (minutes.isEmpty() || minutes.contains(wall.getMinute()))
                    && (hours.isEmpty() || hours.contains(wall.getHour()))
                    && (months.isEmpty() || months.contains(wall.getMonthValue()))
                    && (either ? month || day : month && day);
        }

        String text() {
            return text(minutes) + " " + text(hours) + " " + text(days) + " " + text(months) + " " + text(week);
        }

        private static String text(Set<Integer> set) {
            return set.isEmpty() ? "*" : set.stream().map(String::valueOf).collect(Collectors.joining(","));
        }
    }

    private static Set<Integer> some(SplittableRandom random, double all, int least, int most, int count) {
        Set<Integer> set = new TreeSet<>();
        if (random.nextDouble() >= all) {
            for (int i = 0; i < count; i++) {
                set.add(random.nextInt(least, most + 1));
            }
        }
        return set;
    }

    private static List<Long> bruteForce(Sets sets, ZoneRules rules, int year) {
        Set<Long> times = new TreeSet<>();
        long from = LocalDateTime.of(year, 1, 1, 0, 0).toEpochSecond(ZoneOffset.UTC);
        long to = LocalDateTime.of(year + 1, 1, 1, 0, 0).toEpochSecond(ZoneOffset.UTC);
        for (long second = from; second < to; second += 60) {
            Instant now = Instant.ofEpochSecond(second);
            ZoneOffset offset = rules.getOffset(now);
            LocalDateTime wall = LocalDateTime.ofEpochSecond(second, 0, offset);
            if (sets.matches(wall) && rules.getOffset(wall).equals(offset)) {
                times.add(second);
            }
        }
        ZoneOffsetTransition change = rules.nextTransition(Instant.ofEpochSecond(from - 1));
        while (change != null && change.toEpochSecond() < to) {
            for (LocalDateTime wall = change.getDateTimeBefore();
                    change.isGap() && wall.isBefore(change.getDateTimeAfter());
                    wall = wall.plusMinutes(1)) {
                if (sets.matches(wall)) {
                    times.add(change.toEpochSecond());
                }
            }
            change = rules.nextTransition(change.getInstant());
        }
        return new ArrayList<>(times);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "America/New_York 2026",
                "Europe/Berlin 2024",
                "Australia/Lord_Howe 2025",
                "Pacific/Apia 2011",
                "America/Sao_Paulo 2018",
                "Africa/Casablanca 2026",
                "Asia/Kathmandu 2026"
            })
    void shouldMeetEveryMinuteOfAYearThatMatchesOnce(String where) {
        long seed = Long.getLong("seed", 20_261_121);
        System.err.println("cron " + where + " seed " + seed);
        SplittableRandom random = new SplittableRandom(seed + where.hashCode());
        String[] parts = where.split(" ");
        ZoneRules rules = ZoneId.of(parts[0]).getRules();
        int year = Integer.parseInt(parts[1]);
        for (int i = 0; i < 6; i++) {
            Sets sets = new Sets(
                    some(random, 0.2, 0, 59, 3),
                    some(random, 0.3, 0, 5, 2),
                    some(random, 0.5, 1, 31, 12),
                    some(random, 0.7, 1, 12, 6),
                    some(random, 0.5, 0, 6, 3));
            CronTrigger trigger = new CronTrigger(CronFields.parse(sets.text()), ZoneId.of(parts[0]), null);
            List<Long> expected = bruteForce(sets, rules, year);
            List<Long> found = new ArrayList<>();
            long from = LocalDateTime.of(year, 1, 1, 0, 0).toEpochSecond(ZoneOffset.UTC);
            long to = LocalDateTime.of(year + 1, 1, 1, 0, 0).toEpochSecond(ZoneOffset.UTC);
            for (long due = trigger.next(from * NS - 1); due < to * NS; due = trigger.next(due)) {
                found.add(due / NS);
            }
            assertEquals(expected, found, sets.text() + " in " + where + ", seed " + seed);
            for (int k = 0; k < 200; k++) {
                long after = random.nextLong(from, to - 1);
                Long next = expected.stream().filter(t -> t > after).findFirst().orElse(null);
                if (next != null) {
                    assertEquals(next, trigger.next(after * NS) / NS, sets.text() + " after " + after);
                }
            }
        }
    }

    private static String next(String cron, String zone, String calendar, String after) {
        CronTrigger trigger = new CronTrigger(
                CronFields.parse(cron), ZoneId.of(zone), calendar == null ? null : CalendarRegistry.find(calendar));
        return Instant.ofEpochSecond(trigger.next(Instant.parse(after).getEpochSecond() * NS) / NS)
                .atZone(ZoneId.of(zone))
                .toString();
    }

    @Test
    void shouldRunOnceWhenClocksChange() {
        // 8 March 2026: 02:00 becomes 03:00; 1 November 2026: 02:00 becomes 01:00.
        String zone = "America/New_York";
        assertEquals(
                "2026-03-08T03:00-04:00[America/New_York]", next("30 2 * * *", zone, null, "2026-03-08T05:00:00Z"));
        assertEquals(
                "2026-03-09T02:30-04:00[America/New_York]", next("30 2 * * *", zone, null, "2026-03-08T07:00:00Z"));
        assertEquals(
                "2026-11-01T01:30-04:00[America/New_York]", next("30 1 * * *", zone, null, "2026-11-01T04:00:00Z"));
        assertEquals(
                "2026-11-02T01:30-05:00[America/New_York]", next("30 1 * * *", zone, null, "2026-11-01T05:30:00Z"));
    }

    @Test
    void shouldKeepToDaysWithASession() {
        // 26 November 2026 is Thanksgiving.
        assertEquals(
                "2026-11-27T16:00-05:00[America/New_York]",
                next("0 16 * * mon-fri", "America/New_York", "NYSE", "2026-11-25T21:00:00Z"));
    }

    @Test
    void shouldFollowEarlyClosesOfTheSession() {
        SessionTrigger close = SessionTrigger.parse("NYSE close +0m");
        ZonedDateTime dayBefore = ZonedDateTime.parse("2026-11-26T12:00:00-05:00[America/New_York]");
        assertEquals(
                ZonedDateTime.parse("2026-11-27T13:00:00-05:00[America/New_York]")
                                .toEpochSecond()
                        * NS,
                close.next(dayBefore.toEpochSecond() * NS));
        SessionTrigger before = SessionTrigger.parse("NYSE open -15m");
        long due = before.next(dayBefore.toEpochSecond() * NS);
        assertEquals(
                ZonedDateTime.parse("2026-11-27T09:15:00-05:00[America/New_York]")
                                .toEpochSecond()
                        * NS,
                due);
        assertEquals(
                DayOfWeek.MONDAY,
                Instant.ofEpochSecond(before.next(due) / NS)
                        .atZone(ZoneOffset.UTC)
                        .getDayOfWeek());
        assertTrue(Year.isLeap(2028));
        assertEquals("2028-02-29T00:00Z[UTC]", next("0 0 29 2 *", "UTC", null, "2026-01-01T00:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "* * * *",
                "* * * * * *",
                "60 * * * *",
                "* 24 * * *",
                "* * 0 * *",
                "* * * 13 *",
                "* * * * 8",
                "5-1 * * * *",
                "*/0 * * * *",
                "a * * * *",
                "1,,2 * * * *",
                "1-2-3 * * * *",
                "*/5/5 * * * *",
                "-1 * * * *"
            })
    void shouldRefuseWhatIsNoExpression(String text) {
        assertThrows(IllegalArgumentException.class, () -> CronFields.parse(text));
    }

    @Test
    void shouldNeverComeOnADayThatDoesNotExist() {
        CronTrigger trigger = new CronTrigger(CronFields.parse("0 0 30 2 *"), ZoneId.of("UTC"), null);
        assertEquals(Trigger.NEVER, trigger.next(0));
    }
}
