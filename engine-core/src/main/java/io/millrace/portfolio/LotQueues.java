package io.millrace.portfolio;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.fixed.Fixed;
import io.millrace.fixed.Rounding;
import java.util.Arrays;

/**
 * The open lots of every position, oldest first. One thread; quantities and costs are magnitudes at 1e-8.
 *
 * <pre>
 *   position -> oldest lot -> ... -> newest lot        lot = (quantity left, cost left, next)
 * </pre>
 *
 * <p>All queues share one pool of primitive arrays. It doubles when more lots are open than ever before, so a steady
 * state allocates nothing and no position needs room for its worst case. A position has a limit all the same: at the
 * limit its two oldest lots become one, with their summed quantity and cost, so that no cost is ever lost.
 */
final class LotQueues {
    private static final int NONE = -1;
    private static final int OLDEST = 0;
    private static final int NEWEST = 1;
    private static final int COUNT = 2;
    private static final int ROW = 3;
    private static final int INITIAL_LOTS = 256;
    private static final int MAX_LOTS = 1 << 30;

    private final int maxPerPosition;

    /** A row a position: its oldest lot, its newest, and how many there are. */
    private final int[] queues;

    private long[] quantity = new long[INITIAL_LOTS];
    private long[] cost = new long[INITIAL_LOTS];
    private int[] next = new int[INITIAL_LOTS];
    private int firstFree = NONE;
    private int everUsed;

    LotQueues(final int positions, final int maxPerPosition) {
        this.maxPerPosition = maxPerPosition;
        queues = new int[Math.multiplyExact(positions, ROW)];
        for (int at = 0; at < queues.length; at += ROW) {
            queues[at + OLDEST] = NONE;
            queues[at + NEWEST] = NONE;
        }
    }

    /** Makes sure that the next {@link #add} finds room; the only method that may allocate. */
    void reserve() {
        if (firstFree != NONE || everUsed < next.length) {
            return;
        }
        if (next.length >= MAX_LOTS) {
            throw new IllegalStateException(
                    "more than " + MAX_LOTS + " lots are open; lower the limit of lots per position");
        }
        final int capacity = next.length * 2;
        final long[] widerQuantity = Arrays.copyOf(quantity, capacity);
        final long[] widerCost = Arrays.copyOf(cost, capacity);
        next = Arrays.copyOf(next, capacity);
        quantity = widerQuantity;
        cost = widerCost;
    }

    /** Appends a lot; call {@link #reserve} first. */
    void add(final int position, final long lotQuantity, final long lotCost) {
        if (queues[position * ROW + COUNT] == maxPerPosition) {
            mergeTwoOldest(position);
        }
        final int lot = take();
        quantity[lot] = lotQuantity;
        cost[lot] = lotCost;
        next[lot] = NONE;
        if (queues[position * ROW + COUNT]++ == 0) {
            queues[position * ROW + OLDEST] = lot;
        } else {
            next[queues[position * ROW + NEWEST]] = lot;
        }
        queues[position * ROW + NEWEST] = lot;
    }

    /** The cost that {@link #consume} of the same quantity will remove. */
    long costOf(final int position, final long closing) {
        long left = closing;
        long removed = 0;
        int lot = queues[position * ROW + OLDEST];
        while (left > 0 && left >= quantity[lot]) {
            left -= quantity[lot];
            removed += cost[lot];
            lot = next[lot];
        }
        return left == 0 ? removed : removed + partOf(lot, left);
    }

    /** Removes a quantity that is open, oldest lots first. */
    void consume(final int position, final long closing) {
        long left = closing;
        while (left > 0) {
            final int lot = queues[position * ROW + OLDEST];
            if (left < quantity[lot]) {
                cost[lot] -= partOf(lot, left);
                quantity[lot] -= left;
                return;
            }
            left -= quantity[lot];
            removeOldest(position);
        }
    }

    /**
     * Makes {@code to} of every {@code from} units; costs stay. Cut where the running sum falls, so that the lots add
     * up to the position cut as a whole, at least 1; a lot that nothing is left of gives its cost to its neighbour.
     */
    void split(final int position, final int to, final int from) {
        final long total = CorporateActions.units(quantity(position), to, from);
        long oldSum = 0;
        long newSum = 0;
        long orphanCost = 0;
        int kept = NONE;
        int lot = queues[position * ROW + OLDEST];
        while (lot != NONE) {
            final int following = next[lot];
            oldSum += quantity[lot];
            final long sum = following == NONE ? total : Fixed.scale(oldSum, to, from, Rounding.FLOOR);
            final long units = sum - newSum;
            if (units == 0) {
                orphanCost += cost[lot];
                unlink(position, kept, lot);
            } else {
                quantity[lot] = units;
                cost[lot] += orphanCost;
                orphanCost = 0;
                kept = lot;
            }
            newSum = sum;
            lot = following;
        }
        if (orphanCost != 0) {
            cost[kept] += orphanCost;
        }
    }

    int count(final int position) {
        return queues[position * ROW + COUNT];
    }

    /** Sum over the open lots. */
    long quantity(final int position) {
        long sum = 0;
        for (int lot = queues[position * ROW + OLDEST]; lot != NONE; lot = next[lot]) {
            sum += quantity[lot];
        }
        return sum;
    }

    /** Sum over the open lots. */
    long cost(final int position) {
        long sum = 0;
        for (int lot = queues[position * ROW + OLDEST]; lot != NONE; lot = next[lot]) {
            sum += cost[lot];
        }
        return sum;
    }

    /** In the order of the queue: which slot of the pool a lot lives in is not state. */
    void writeState(final int position, final StateSink sink) {
        sink.putLong(queues[position * ROW + COUNT]);
        for (int lot = queues[position * ROW + OLDEST]; lot != NONE; lot = next[lot]) {
            sink.putLong(quantity[lot]);
            sink.putLong(cost[lot]);
        }
    }

    void readState(final int position, final StateSource source) {
        final int lots = source.getCount("LotQueues.count", maxPerPosition);
        for (int i = 0; i < lots; i++) {
            reserve();
            add(position, source.getLong(), source.getLong());
        }
    }

    /**
     * The share leaves with its rounded cost and the rest keeps the difference: together they are the whole, always.
     */
    private long partOf(final int lot, final long part) {
        return Fixed.scale(cost[lot], part, quantity[lot], Rounding.HALF_EVEN);
    }

    private void mergeTwoOldest(final int position) {
        final int first = queues[position * ROW + OLDEST];
        final int second = next[first];
        quantity[second] += quantity[first];
        cost[second] += cost[first];
        removeOldest(position);
    }

    private void removeOldest(final int position) {
        final int lot = queues[position * ROW + OLDEST];
        queues[position * ROW + OLDEST] = next[lot];
        if (--queues[position * ROW + COUNT] == 0) {
            queues[position * ROW + NEWEST] = NONE;
        }
        next[lot] = firstFree;
        firstFree = lot;
    }

    /** Frees a lot that follows {@code before}, or the oldest. */
    private void unlink(final int position, final int before, final int lot) {
        if (before == NONE) {
            removeOldest(position);
            return;
        }
        next[before] = next[lot];
        if (queues[position * ROW + NEWEST] == lot) {
            queues[position * ROW + NEWEST] = before;
        }
        queues[position * ROW + COUNT]--;
        next[lot] = firstFree;
        firstFree = lot;
    }

    private int take() {
        if (firstFree == NONE) {
            return everUsed++;
        }
        final int lot = firstFree;
        firstFree = next[lot];
        return lot;
    }
}
