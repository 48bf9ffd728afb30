package io.millrace.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StateHashTest {
    private static final long SEED = Long.getLong("seed", 20_261_121L);
    private static final int ROUNDS = 500;

    private final Random random = new Random(SEED);

    @Test
    void shouldChangeHalfOfTheBitsForAnyOneBit() {
        final long[] fields = new long[8];
        final int[] flips = new int[Long.SIZE];
        int cases = 0;
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < fields.length; i++) {
                fields[i] = random.nextInt(3) == 0 ? random.nextInt(3) : random.nextLong();
            }
            final long before = hash(fields);
            final int bit = random.nextInt(Long.SIZE);
            final int field = random.nextInt(fields.length);
            fields[field] ^= 1L << bit;
            final long changed = before ^ hash(fields);
            for (int i = 0; i < Long.SIZE; i++) {
                flips[i] += (int) (changed >>> i & 1);
            }
            cases++;
        }
        for (int i = 0; i < Long.SIZE; i++) {
            final double share = flips[i] / (double) cases;
            assertTrue(share > 0.38 && share < 0.62, "bit " + i + " flips in " + share + " of the cases, seed " + SEED);
        }
    }

    @Test
    void shouldDependOnOrderAndCount() {
        assertNotEquals(hash(1, 2), hash(2, 1));
        assertNotEquals(hash(0), hash(0, 0));
        assertNotEquals(hash(), hash(0));
        assertNotEquals(hash(1, 0), hash(0, 1));
    }

    @Test
    void shouldNotCollideForSmallStates() {
        final Set<Long> seen = new HashSet<>();
        for (long a = -150; a < 150; a++) {
            for (long b = -150; b < 150; b++) {
                assertTrue(seen.add(hash(a, b)), "collision at " + a + ", " + b);
            }
        }
    }

    @Test
    void shouldStartAgainAfterReset() {
        final StateHash hash = new StateHash();
        hash.putLong(7);
        final long first = hash.value();
        assertEquals(first, hash.value());
        hash.putLong(8);
        assertNotEquals(first, hash.value());
        hash.reset().putLong(7);
        assertEquals(first, hash.value());
    }

    @Test
    void shouldTellApartDoublesByTheirBits() {
        final StateHash positive = new StateHash();
        positive.putDouble(0.0);
        final StateHash negative = new StateHash();
        negative.putDouble(-0.0);
        assertNotEquals(positive.value(), negative.value());
    }

    private static long hash(final long... fields) {
        final StateHash hash = new StateHash();
        for (final long field : fields) {
            hash.putLong(field);
        }
        return hash.value();
    }
}
