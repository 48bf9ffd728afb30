package io.millrace.portfolio;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;

/**
 * One row for each pair of instrument and sleeve; the rows of an instrument lie together, so that a mark walks a
 * straight line. Quantity, cost and value are signed, at 1e-8. One thread.
 */
final class Positions {
    private static final int VALUE = 1;
    private static final int COST = 2;
    private static final int ROW = 3;

    private final int count;
    private final int sleeveCount;

    /** By instrument: sleeves that hold it. Most instruments are held by none, and their rows are far apart. */
    private final int[] holders;

    /** Rows of quantity, value and cost: who marks one needs its neighbours. */
    private final long[] rows;

    final LotQueues lots;
    final RoundTrips trips;

    /** Those of an instrument lie side by side, in the order of the sleeves. */
    Positions(final int sleeveCount, final int instrumentCount, final int maxLotsPerPosition) {
        this.count = sleeveCount * instrumentCount;
        this.sleeveCount = sleeveCount;
        holders = new int[instrumentCount];
        rows = new long[count * ROW];
        lots = new LotQueues(count, maxLotsPerPosition);
        trips = new RoundTrips(count);
    }

    int count() {
        return count;
    }

    long quantity(final int position) {
        return rows[position * ROW];
    }

    void quantity(final int position, final long quantity) {
        final int at = position * ROW;
        if ((rows[at] == 0) != (quantity == 0)) {
            holders[position / sleeveCount] += quantity == 0 ? -1 : 1;
        }
        rows[at] = quantity;
    }

    boolean isHeld(final int instrument) {
        return holders[instrument] > 0;
    }

    int holders(final int instrument) {
        return holders[instrument];
    }

    /** {@code quantity * mark}. */
    long value(final int position) {
        return rows[position * ROW + VALUE];
    }

    void value(final int position, final long value) {
        rows[position * ROW + VALUE] = value;
    }

    /** What the open lots were paid for; minus what they were sold for when short. */
    long cost(final int position) {
        return rows[position * ROW + COST];
    }

    void cost(final int position, final long cost) {
        rows[position * ROW + COST] = cost;
    }

    /** Writes those of the rows from {@code first} to {@code end} of which something is held. */
    void writeState(final int first, final int end, final StateSink sink) {
        for (int i = first; i < end; i++) {
            if (quantity(i) != 0) {
                sink.putLong(i);
                sink.putLong(quantity(i));
                lots.writeState(i, sink);
                trips.writeState(i, sink);
            }
        }
    }

    /** Ends what {@link #writeState} wrote. */
    static void endState(final StateSink sink) {
        sink.putLong(-1);
    }

    void readState(final StateSource source) {
        long i = source.getLong();
        while (i != -1) {
            if (i < 0 || i >= count) {
                throw StateSource.refused("Positions.place", i, "-1 to " + (count - 1));
            }
            final int position = (int) i;
            quantity(position, source.getLong());
            lots.readState(position, source);
            trips.readState(position, source);
            cost(position, Long.signum(quantity(position)) * lots.cost(position));
            i = source.getLong();
        }
    }
}
