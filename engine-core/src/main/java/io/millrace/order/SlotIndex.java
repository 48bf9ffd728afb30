package io.millrace.order;

/**
 * Positive long keys to slot numbers: open addressing, linear probing, no tombstones, no allocation after construction.
 */
final class SlotIndex {
    static final int NONE = -1;
    private static final long EMPTY = 0;
    private static final int GROUP_BITS = 3;
    private static final long GROUP_MASK = (1 << GROUP_BITS) - 1;
    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

    private final long[] keys;
    private final int[] slots;
    private final int mask;
    private final int shift;

    /** @param maxEntries the caller never holds more; the table is at most half full */
    SlotIndex(final int maxEntries) {
        final int bits = 33 - Integer.numberOfLeadingZeros(Math.max(maxEntries, 2) - 1);
        keys = new long[1 << bits];
        slots = new int[1 << bits];
        mask = keys.length - 1;
        shift = 64 - bits;
    }

    int get(final long key) {
        int at = home(key);
        while (keys[at] != EMPTY) {
            if (keys[at] == key) {
                return slots[at];
            }
            at = (at + 1) & mask;
        }
        return NONE;
    }

    void put(final long key, final int slot) {
        int at = home(key);
        while (keys[at] != EMPTY && keys[at] != key) {
            at = (at + 1) & mask;
        }
        keys[at] = key;
        slots[at] = slot;
    }

    void remove(final long key) {
        int at = home(key);
        while (keys[at] != key) {
            if (keys[at] == EMPTY) {
                return;
            }
            at = (at + 1) & mask;
        }
        closeGap(at);
    }

    /** Moves later entries of the same run back, so that every entry stays reachable from its home. */
    private void closeGap(final int removed) {
        int gap = removed;
        int at = (removed + 1) & mask;
        while (keys[at] != EMPTY) {
            if (((at - home(keys[at])) & mask) >= ((at - gap) & mask)) {
                keys[gap] = keys[at];
                slots[gap] = slots[at];
                gap = at;
            }
            at = (at + 1) & mask;
        }
        keys[gap] = EMPTY;
    }

    /** Ids that follow each other, as most do, share a line of the table: only the groups of them are spread. */
    private int home(final long key) {
        return (int) ((((key >>> GROUP_BITS) * SPREAD) >>> shift) ^ (key & GROUP_MASK)) & mask;
    }
}
