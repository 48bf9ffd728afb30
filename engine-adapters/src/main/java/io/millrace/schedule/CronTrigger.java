package io.millrace.schedule;

import io.millrace.calendar.TradingCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.List;

/**
 * A cron expression by the clocks of a time zone. Every minute on the wall that matches is one time: where clocks go
 * back it is the first of the two, where they go forward the minutes left out are all at the moment of the change.
 */
final class CronTrigger implements Trigger {
    /** Beyond 29 February, also over a year of a century. */
    private static final int SEARCHED_DAYS = 9 * 366;

    private static final long SECOND_NS = 1_000_000_000L;

    private final CronFields fields;
    private final ZoneRules rules;
    private final TradingCalendar calendar;

    /** @param calendar only on days with a session of it; null = on all */
    CronTrigger(CronFields fields, ZoneId zone, TradingCalendar calendar) {
        this.fields = fields;
        this.rules = zone.getRules();
        this.calendar = calendar;
    }

    @Override
    public long next(long afterNs) {
        Instant after = Instant.ofEpochSecond(Math.floorDiv(afterNs, SECOND_NS), Math.floorMod(afterNs, SECOND_NS));
        LocalDateTime wall = LocalDateTime.ofInstant(after, rules.getOffset(after));
        LocalDate first = wall.toLocalDate();
        for (int i = 0; i < SEARCHED_DAYS; i++) {
            LocalDate day = first.plusDays(i);
            if (!fields.onDay(day) || (calendar != null && !calendar.isSession((int) day.toEpochDay()))) {
                continue;
            }
            int from = i == 0 ? wall.getHour() * 60 + wall.getMinute() : 0;
            for (int m = fields.minuteAtOrAfter(from); m >= 0; m = fields.minuteAtOrAfter(m + 1)) {
                Instant due = instant(day.atTime(m / 60, m % 60));
                if (due.isAfter(after)) {
                    return due.getEpochSecond() * SECOND_NS;
                }
            }
        }
        return NEVER;
    }

    private Instant instant(LocalDateTime wall) {
        List<ZoneOffset> offsets = rules.getValidOffsets(wall);
        return offsets.isEmpty() ? rules.getTransition(wall).getInstant() : wall.toInstant(offsets.get(0));
    }
}
