package io.millrace.portfolio;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;

/**
 * One row for each pair of instrument and sleeve; the rows of an instrument lie together, so that a mark walks a
 * straight line. Quantity, cost and value are signed, at 1e-8. One thread.
 */
final class Positions {
    final long[] quantity;
    /** What the open lots were paid for; minus what they were sold for when short. */
    final long[] cost;

    /** {@code quantity * mark}. */
    final long[] value;

    final LotQueues lots;
    final RoundTrips trips;

    Positions(final int count, final int maxLotsPerPosition) {
        quantity = new long[count];
        cost = new long[count];
        value = new long[count];
        lots = new LotQueues(count, maxLotsPerPosition);
        trips = new RoundTrips(count);
    }

    void writeState(final StateSink sink) {
        for (int i = 0; i < quantity.length; i++) {
            if (quantity[i] != 0) {
                sink.putLong(i);
                sink.putLong(quantity[i]);
                lots.writeState(i, sink);
                trips.writeState(i, sink);
            }
        }
        sink.putLong(-1);
    }

    void readState(final StateSource source) {
        long i = source.getLong();
        while (i != -1) {
            if (i < 0 || i >= quantity.length) {
                throw StateSource.refused("Positions.place", i, "-1 to " + (quantity.length - 1));
            }
            final int position = (int) i;
            quantity[position] = source.getLong();
            lots.readState(position, source);
            trips.readState(position, source);
            cost[position] = Long.signum(quantity[position]) * lots.cost(position);
            i = source.getLong();
        }
    }
}
