package io.millrace.order;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;
import java.util.Arrays;

/**
 * The newest fills by order and venue trade id, to apply each once. Decide thread; no allocation after construction.
 *
 * <p>Holds a fixed number; the oldest is forgotten for the newest. Venues resend what a connection missed, which is
 * minutes
 * of fills at most; an older one would be seen by reconciliation. Trade ids need not rise.
 */
final class RecentFills implements Stateful {
    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;
    private static final int NONE = -1;

    private final long[] orderIds;
    private final long[] tradeIds;
    private final long[] digests;
    private final int[] buckets;
    private final int mask;
    private final int shift;
    private long count;

    /** @param capacity fills remembered */
    RecentFills(final int capacity) {
        orderIds = new long[capacity];
        tradeIds = new long[capacity];
        digests = new long[capacity];
        final int bits = 33 - Integer.numberOfLeadingZeros(Math.max(capacity, 2) - 1);
        buckets = new int[1 << bits];
        Arrays.fill(buckets, NONE);
        mask = buckets.length - 1;
        shift = 64 - bits;
    }

    boolean contains(final long orderId, final long tradeId) {
        return find(orderId, tradeId) != NONE;
    }

    /** True when the remembered fill had the same quantity and price; it must be contained. */
    boolean isSame(final long orderId, final long tradeId, final long quantity, final long price) {
        return digests[find(orderId, tradeId)] == digest(quantity, price);
    }

    void add(final long orderId, final long tradeId, final long quantity, final long price) {
        final int place = (int) (count % orderIds.length);
        if (count >= orderIds.length) {
            forget(place);
        }
        orderIds[place] = orderId;
        tradeIds[place] = tradeId;
        digests[place] = digest(quantity, price);
        index(place);
        count++;
    }

    @Override
    public void writeState(final StateSink sink) {
        sink.putLong(count);
        final long first = Math.max(0, count - orderIds.length);
        for (long i = first; i < count; i++) {
            final int place = (int) (i % orderIds.length);
            sink.putLong(orderIds[place]);
            sink.putLong(tradeIds[place]);
            sink.putLong(digests[place]);
        }
    }

    @Override
    public void readState(final StateSource source) {
        count = source.getLong();
        for (long i = Math.max(0, count - orderIds.length); i < count; i++) {
            final int place = (int) (i % orderIds.length);
            orderIds[place] = source.getLong();
            tradeIds[place] = source.getLong();
            digests[place] = source.getLong();
            index(place);
        }
    }

    private void index(final int place) {
        int at = home(orderIds[place], tradeIds[place]);
        while (buckets[at] != NONE) {
            at = (at + 1) & mask;
        }
        buckets[at] = place;
    }

    private int find(final long orderId, final long tradeId) {
        int at = home(orderId, tradeId);
        while (buckets[at] != NONE) {
            final int place = buckets[at];
            if (orderIds[place] == orderId && tradeIds[place] == tradeId) {
                return place;
            }
            at = (at + 1) & mask;
        }
        return NONE;
    }

    private void forget(final int place) {
        int gap = home(orderIds[place], tradeIds[place]);
        while (buckets[gap] != place) {
            gap = (gap + 1) & mask;
        }
        int at = (gap + 1) & mask;
        while (buckets[at] != NONE) {
            final int home = home(orderIds[buckets[at]], tradeIds[buckets[at]]);
            if (((at - home) & mask) >= ((at - gap) & mask)) {
                buckets[gap] = buckets[at];
                gap = at;
            }
            at = (at + 1) & mask;
        }
        buckets[gap] = NONE;
    }

    private int home(final long orderId, final long tradeId) {
        return (int) (((orderId * 31 + tradeId) * SPREAD) >>> shift);
    }

    private static long digest(final long quantity, final long price) {
        return (quantity * SPREAD) ^ price;
    }
}
