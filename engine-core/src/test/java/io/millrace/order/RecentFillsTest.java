package io.millrace.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.testkit.Seeds;
import java.lang.reflect.Field;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Held against a map that keeps the order of insertion. */
class RecentFillsTest {
    private record Key(long orderId, long tradeId) {}

    private record Terms(long quantity, long price) {}

    private static final int FILLS = 20_000;

    private final Random random = new Random(Seeds.seed("RecentFillsTest", 20_261_121));

    @Test
    void shouldRememberTheNewestAndNoOther() {
        for (final int capacity : List.of(1, 2, 3, 5, 8, 100)) {
            final RecentFills fills = new RecentFills(capacity);
            final Map<Key, Terms> newest = new LinkedHashMap<>();
            for (int i = 0; i < FILLS; i++) {
                final Key key = new Key(1 + random.nextInt(40), random.nextInt(40) - 20);
                final boolean known = newest.containsKey(key);
                assertEquals(known, fills.contains(key.orderId(), key.tradeId()), () -> key + " of " + capacity);
                if (known) {
                    check(fills, key, newest.get(key));
                } else {
                    add(fills, newest, key, capacity);
                }
            }
            newest.forEach((key, terms) -> check(fills, key, terms));
        }
    }

    /** As fills of a ladder come: the best price has the newest order, or the oldest; or each order counts from 1. */
    @Test
    void shouldStayNearTheHomeOfAKeyWhateverTheIdsFollow() throws ReflectiveOperationException {
        final int capacity = 16_384;
        for (int pattern = 0; pattern < 5; pattern++) {
            final RecentFills fills = new RecentFills(capacity);
            for (int i = 0; i < 2 * capacity; i++) {
                final long order = new long[] {i, 1_000_000L - i, i, i / 4, (long) i << 16}[pattern];
                final long trade = new long[] {i, i, 1, 5_000_000_000L + 7L * i, i % 3}[pattern];
                fills.add((1L << 47) + order, trade, 1, 1);
            }
            final int longest = longestRun(fills);
            assertTrue(longest < 600, "pattern " + pattern + ": a run of " + longest);
        }
    }

    private static int longestRun(final RecentFills fills) throws ReflectiveOperationException {
        final Field field = RecentFills.class.getDeclaredField("buckets");
        field.setAccessible(true);
        int longest = 0;
        int run = 0;
        for (final long bucket : (long[]) field.get(fills)) {
            run = bucket == -1 ? 0 : run + 1;
            longest = Math.max(longest, run);
        }
        return longest;
    }

    private void add(final RecentFills fills, final Map<Key, Terms> newest, final Key key, final int capacity) {
        final Terms terms = new Terms(1 + random.nextInt(1_000), 1 + random.nextInt(1_000));
        if (newest.size() == capacity) {
            newest.remove(newest.keySet().iterator().next());
        }
        newest.put(key, terms);
        fills.add(key.orderId(), key.tradeId(), terms.quantity(), terms.price());
    }

    private static void check(final RecentFills fills, final Key key, final Terms terms) {
        assertTrue(fills.contains(key.orderId(), key.tradeId()), key::toString);
        assertTrue(fills.isSame(key.orderId(), key.tradeId(), terms.quantity(), terms.price()), key::toString);
        assertTrue(!fills.isSame(key.orderId(), key.tradeId(), terms.quantity() + 1, terms.price()), key::toString);
    }
}
