package io.millrace.venue;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;

/**
 * Fills of order groups that their owner has not heard of yet, so that an order of the group that was sent meanwhile is
 * not filled on top. The newest ones, as many as there may be live orders; single thread; times in ns.
 */
final class GroupFills {
    private final long[] groups;
    private final long[] heardNs;
    private long count;
    private long newestNs = Long.MIN_VALUE;

    GroupFills(final int capacity) {
        groups = new long[capacity];
        heardNs = new long[capacity];
    }

    void add(final long group, final long reportedNs) {
        final int place = (int) (count++ % groups.length);
        groups[place] = group;
        heardNs[place] = reportedNs;
        newestNs = Math.max(newestNs, reportedNs);
    }

    /** True when an order of the group had filled, and who sent the next at this time could not know. */
    boolean isUnheard(final long group, final long sentNs) {
        if (sentNs >= newestNs) {
            return false;
        }
        final int known = (int) Math.min(count, groups.length);
        for (int i = 0; i < known; i++) {
            if (groups[i] == group && heardNs[i] > sentNs) {
                return true;
            }
        }
        return false;
    }

    void writeState(final StateSink sink) {
        sink.putLong(count);
        sink.putLong(newestNs);
        final int known = (int) Math.min(count, groups.length);
        for (int i = 0; i < known; i++) {
            sink.putLong(groups[i]);
            sink.putLong(heardNs[i]);
        }
    }

    void readState(final StateSource source) {
        count = source.getLong();
        newestNs = source.getLong();
        final int known = (int) Math.min(count, groups.length);
        for (int i = 0; i < known; i++) {
            groups[i] = source.getLong();
            heardNs[i] = source.getLong();
        }
    }
}
