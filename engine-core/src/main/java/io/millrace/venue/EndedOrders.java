package io.millrace.venue;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;

/**
 * The order ids that ended last, so that a late cancel is told TOO_LATE and not UNKNOWN_ORDER. Searched only for a
 * cancel that finds no live order; remembers as many as there may be live orders.
 */
final class EndedOrders {
    private final long[] ids;
    private long count;

    EndedOrders(final int capacity) {
        ids = new long[capacity];
    }

    void add(final long orderId) {
        ids[(int) (count++ % ids.length)] = orderId;
    }

    boolean contains(final long orderId) {
        final int known = (int) Math.min(count, ids.length);
        for (int i = 0; i < known; i++) {
            if (ids[i] == orderId) {
                return true;
            }
        }
        return false;
    }

    void writeState(final StateSink sink) {
        sink.putLong(count);
        final int known = (int) Math.min(count, ids.length);
        for (int i = 0; i < known; i++) {
            sink.putLong(ids[i]);
        }
    }

    void readState(final StateSource source) {
        count = source.getLong();
        final int known = (int) Math.min(count, ids.length);
        for (int i = 0; i < known; i++) {
            ids[i] = source.getLong();
        }
    }
}
