package io.millrace.risk;

import io.millrace.event.Absent;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;

/**
 * When the trading day changes, by engine time: at an hour of a time zone. Where the clock jumps over that hour, at the
 * moment of the jump. Nothing is computed or allocated while a day lasts.
 */
final class TradingDays implements Stateful {
    private static final long DAY_NS = 86_400_000_000_000L;
    private static final long SECOND_NS = 1_000_000_000L;
    private static final LocalDate FIRST = LocalDate.of(1969, 12, 31);
    private static final LocalDate LAST = LocalDate.of(2150, 1, 1);

    /** Starts of all days in zones whose offset changes; empty in others. */
    private final long[] starts;

    private final long offsetNs;
    private long startNs = Absent.FIXED;
    private long endNs = Absent.FIXED;

    TradingDays(final DayLimits day) {
        final ZoneId zone = ZoneId.of(day.zone());
        final long hourNs = day.hour() * 3_600 * SECOND_NS;
        if (zone.getRules().isFixedOffset()) {
            starts = new long[0];
            final ZoneOffset offset = zone.getRules().getOffset(Instant.EPOCH);
            offsetNs = hourNs - offset.getTotalSeconds() * SECOND_NS;
        } else {
            starts = starts(zone, LocalTime.of((int) day.hour(), 0));
            offsetNs = 0;
        }
    }

    /** True when a day has begun since the last call; at the first call there was none before. */
    boolean roll(final long nowNs) {
        if (nowNs < endNs) {
            return false;
        }
        final boolean first = endNs == Absent.FIXED;
        if (starts.length == 0) {
            startNs = Math.floorDiv(nowNs - offsetNs, DAY_NS) * DAY_NS + offsetNs;
            endNs = startNs + DAY_NS;
        } else {
            final int found = Arrays.binarySearch(starts, nowNs);
            final int place = Math.max(0, found >= 0 ? found : -found - 2);
            startNs = starts[place];
            endNs = place + 1 < starts.length ? starts[place + 1] : Long.MAX_VALUE;
        }
        return !first;
    }

    @Override
    public void writeState(final StateSink sink) {
        sink.putLong(startNs);
        sink.putLong(endNs);
    }

    @Override
    public void readState(final StateSource source) {
        startNs = source.getLong();
        endNs = source.getLong();
    }

    private static long[] starts(final ZoneId zone, final LocalTime time) {
        final long[] found = new long[(int) (LAST.toEpochDay() - FIRST.toEpochDay())];
        for (int i = 0; i < found.length; i++) {
            found[i] = FIRST.plusDays(i).atTime(time).atZone(zone).toEpochSecond() * SECOND_NS;
        }
        return found;
    }
}
