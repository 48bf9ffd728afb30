package io.millrace.order;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;
import java.util.Arrays;

/**
 * The newest fills by order and venue trade id, to apply each once. Decide thread; no allocation after construction.
 *
 * <p>Holds a fixed number; the oldest is forgotten for the newest. Venues resend what a connection missed, which is
 * minutes of fills at most; an older one would be seen by reconciliation. Trade ids need not rise.
 *
 * <p>A hash table of places, open addressing. A bucket holds half of the key's hash beside the place, so that walking
 * past another fill's bucket does not touch that fill, which has long left the caches.
 */
final class RecentFills implements Stateful {
    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;
    /** Odd: 2^64 divided by the square root of two. */
    private static final long ORDER_SPREAD = 0xB504_F333_F9DE_6485L;

    private static final int GROUP_BITS = 3;
    private static final long GROUP_MASK = (1 << GROUP_BITS) - 1;
    private static final int NONE = -1;
    private static final long EMPTY = -1;

    private static final int ORDER_ID = 0;
    private static final int TRADE_ID = 1;
    private static final int DIGEST = 2;
    private static final int ROW = 3;

    private final int capacity;

    /** A row a fill: ids of order and trade, and a digest of what it said. */
    private final long[] fills;

    /** Upper half: that of the hash; lower half: the place. */
    private final long[] buckets;

    private final int mask;
    private final int shift;
    private long count;

    /** @param capacity fills remembered */
    RecentFills(final int capacity) {
        this.capacity = capacity;
        fills = new long[Math.multiplyExact(capacity, ROW)];
        final int bits = 33 - Integer.numberOfLeadingZeros(Math.max(capacity, 2) - 1);
        buckets = new long[1 << bits];
        Arrays.fill(buckets, EMPTY);
        mask = buckets.length - 1;
        shift = Integer.SIZE - bits;
    }

    boolean contains(final long orderId, final long tradeId) {
        return find(orderId, tradeId) != NONE;
    }

    /** True when the remembered fill had the same quantity and price; it must be contained. */
    boolean isSame(final long orderId, final long tradeId, final long quantity, final long price) {
        return fills[find(orderId, tradeId) * ROW + DIGEST] == digest(quantity, price);
    }

    void add(final long orderId, final long tradeId, final long quantity, final long price) {
        final int place = (int) (count % capacity);
        if (count >= capacity) {
            forget(place);
        }
        fills[place * ROW + ORDER_ID] = orderId;
        fills[place * ROW + TRADE_ID] = tradeId;
        fills[place * ROW + DIGEST] = digest(quantity, price);
        index(place);
        count++;
    }

    @Override
    public void writeState(final StateSink sink) {
        sink.putLong(count);
        final long first = Math.max(0, count - capacity);
        for (long i = first; i < count; i++) {
            final int place = (int) (i % capacity);
            sink.putLong(fills[place * ROW + ORDER_ID]);
            sink.putLong(fills[place * ROW + TRADE_ID]);
            sink.putLong(fills[place * ROW + DIGEST]);
        }
    }

    @Override
    public void readState(final StateSource source) {
        count = source.getLong();
        for (long i = Math.max(0, count - capacity); i < count; i++) {
            final int place = (int) (i % capacity);
            fills[place * ROW + ORDER_ID] = source.getLong();
            fills[place * ROW + TRADE_ID] = source.getLong();
            fills[place * ROW + DIGEST] = source.getLong();
            index(place);
        }
    }

    private void index(final int place) {
        final int hash = hash(fills[place * ROW + ORDER_ID], fills[place * ROW + TRADE_ID]);
        int at = home(hash);
        while (buckets[at] != EMPTY) {
            at = (at + 1) & mask;
        }
        buckets[at] = bucket(hash, place);
    }

    private int find(final long orderId, final long tradeId) {
        final int hash = hash(orderId, tradeId);
        for (int at = home(hash); buckets[at] != EMPTY; at = (at + 1) & mask) {
            final int place = (int) buckets[at];
            if (hashOf(buckets[at]) == hash
                    && fills[place * ROW + ORDER_ID] == orderId
                    && fills[place * ROW + TRADE_ID] == tradeId) {
                return place;
            }
        }
        return NONE;
    }

    private void forget(final int place) {
        final int hash = hash(fills[place * ROW + ORDER_ID], fills[place * ROW + TRADE_ID]);
        final long wanted = bucket(hash, place);
        int gap = home(hash);
        while (buckets[gap] != wanted) {
            gap = (gap + 1) & mask;
        }
        for (int at = (gap + 1) & mask; buckets[at] != EMPTY; at = (at + 1) & mask) {
            final int home = home(hashOf(buckets[at]));
            if (((at - home) & mask) >= ((at - gap) & mask)) {
                buckets[gap] = buckets[at];
                gap = at;
            }
        }
        buckets[gap] = EMPTY;
    }

    private int home(final int hash) {
        return hash >>> shift;
    }

    private static long bucket(final int hash, final int place) {
        return (long) hash << Integer.SIZE | place;
    }

    private static int hashOf(final long bucket) {
        return (int) (bucket >>> Integer.SIZE);
    }

    /**
     * Trade ids that follow each other, as most do, share a line of the table: only groups of eight are spread, over
     * both ids. So at most 8 orders with the same trade id, or 8 trades of 8 orders, have one hash.
     */
    private int hash(final long orderId, final long tradeId) {
        final long groups = (orderId >>> GROUP_BITS) * ORDER_SPREAD + (tradeId >>> GROUP_BITS);
        final int spread = (int) ((groups * SPREAD) >>> Integer.SIZE);
        return spread ^ (int) (tradeId & GROUP_MASK) << shift;
    }

    private static long digest(final long quantity, final long price) {
        return (quantity * SPREAD) ^ price;
    }
}
