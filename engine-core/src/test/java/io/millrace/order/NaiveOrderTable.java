package io.millrace.order;

import io.millrace.event.codec.Side;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The order table as one would write it without limits on memory: no sums are kept, all are formed anew. */
final class NaiveOrderTable {
    static final class Entry {
        int strategy;
        int instrument;
        Side side;
        long quantity;
        long cash;
        long filled;
        long group;
        boolean reducing;
        OrderState state = OrderState.PENDING_NEW;
    }

    final Map<Long, Entry> orders = new LinkedHashMap<>();
    final Set<String> trades = new HashSet<>();

    long openQuantity(final int strategy, final int instrument, final Side side) {
        long sum = 0;
        final Map<Long, Long> groups = new LinkedHashMap<>();
        for (final Entry e : orders.values()) {
            if (e.strategy != strategy || e.instrument != instrument || e.side != side || !e.state.isOpen()) {
                continue;
            }
            final long open = Math.max(0, e.quantity - e.filled);
            if (e.reducing && e.group != 0) {
                groups.merge(e.group, open, Math::max);
            } else {
                sum += open;
            }
        }
        for (final long largest : groups.values()) {
            sum += largest;
        }
        return sum;
    }
}
