package io.millrace.portfolio;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;

/** What is known of the round trip each open position is on. Flat positions have all zeros. One thread. */
final class RoundTrips {
    final long[] entryTimeNs;
    final long[] maxQuantity;
    /** Realised so far, before fees. */
    final long[] gross;

    final long[] fees;
    final Averages entry;
    final Averages exit;

    RoundTrips(final int positions) {
        entryTimeNs = new long[positions];
        maxQuantity = new long[positions];
        gross = new long[positions];
        fees = new long[positions];
        entry = new Averages(positions);
        exit = new Averages(positions);
    }

    /** Quantities in new units; what was paid and got stays. */
    void split(final int position, final int to, final int from) {
        maxQuantity[position] = CorporateActions.units(maxQuantity[position], to, from);
        entry.split(position, to, from);
        exit.split(position, to, from);
    }

    void clear(final int position) {
        entryTimeNs[position] = 0;
        maxQuantity[position] = 0;
        gross[position] = 0;
        fees[position] = 0;
        entry.clear(position);
        exit.clear(position);
    }

    void writeState(final int position, final StateSink sink) {
        sink.putLong(entryTimeNs[position]);
        sink.putLong(maxQuantity[position]);
        sink.putLong(gross[position]);
        sink.putLong(fees[position]);
        entry.writeState(position, sink);
        exit.writeState(position, sink);
    }

    void readState(final int position, final StateSource source) {
        entryTimeNs[position] = source.getLong();
        maxQuantity[position] = source.getLong();
        gross[position] = source.getLong();
        fees[position] = source.getLong();
        entry.readState(position, source);
        exit.readState(position, source);
    }
}
