package io.millrace.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * 16:00 in New York, in nanoseconds UTC. The changes of the clock from 1970 to 2100 are looked up at the start; after
 * that it is arithmetic. Stateless; any thread.
 */
public final class NewYorkClose {
    private static final ZoneId ZONE = ZoneId.of("America/New_York");
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long DAY_NS = 86_400 * SECOND_NS;
    private static final long CLOSE_NS = 16 * 3_600 * SECOND_NS;
    private static final int LAST_YEAR = 2101;
    private static final int CHANGES_A_YEAR = 2;

    private final long[] changesNs;
    private final long[] offsetsNs;
    private final long firstOffsetNs;

    public NewYorkClose() {
        final ZoneRules rules = ZONE.getRules();
        final long endSeconds = LocalDate.of(LAST_YEAR, 1, 1).toEpochDay() * 86_400;
        final long[] changes = new long[CHANGES_A_YEAR * (LAST_YEAR - 1970) + 1];
        final long[] offsets = new long[changes.length];
        firstOffsetNs = rules.getOffset(Instant.EPOCH).getTotalSeconds() * SECOND_NS;
        int count = 0;
        ZoneOffsetTransition change = rules.nextTransition(Instant.EPOCH);
        while (change != null && change.toEpochSecond() < endSeconds) {
            changes[count] = change.toEpochSecond() * SECOND_NS;
            offsets[count] = change.getOffsetAfter().getTotalSeconds() * SECOND_NS;
            count++;
            change = rules.nextTransition(change.getInstant());
        }
        changesNs = java.util.Arrays.copyOf(changes, count);
        offsetsNs = java.util.Arrays.copyOf(offsets, count);
    }

    /** The first 16:00 in New York after {@code timeNs}. */
    public long after(final long timeNs) {
        final long localDay = Math.floorDiv(timeNs + offsetNs(timeNs), DAY_NS);
        final long today = closeOfNs(localDay);
        return today > timeNs ? today : closeOfNs(localDay + 1);
    }

    private long closeOfNs(final long localDay) {
        final long localNs = localDay * DAY_NS + CLOSE_NS;
        // The clock changes at night: the offset at 16:00 is also that of five hours on either side.
        return localNs - offsetNs(localNs - firstOffsetNs);
    }

    private long offsetNs(final long timeNs) {
        int low = 0;
        int high = changesNs.length;
        while (low < high) {
            final int middle = (low + high) >>> 1;
            if (changesNs[middle] <= timeNs) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? firstOffsetNs : offsetsNs[low - 1];
    }
}
