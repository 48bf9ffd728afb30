package io.millrace.risk;

import java.time.DateTimeException;
import java.time.ZoneId;

/**
 * When the trading day of the daily limits begins.
 *
 * @param zone an IANA time zone such as {@code UTC} or {@code America/New_York}
 * @param hour 0 to 23 in that zone
 */
public record DayLimits(String zone, long hour) {
    DayLimits map(final LimitFields fields) {
        final DayLimits mapped =
                new DayLimits(fields.text("risk.dayZone", zone), fields.count("risk.dayHour", hour, 0, 23));
        try {
            ZoneId.of(mapped.zone);
            return mapped;
        } catch (final DateTimeException e) {
            fields.violation("risk.dayZone: \"" + mapped.zone
                    + "\" is no time zone; expected a name such as UTC or America/New_York");
            return new DayLimits("UTC", mapped.hour);
        }
    }
}
