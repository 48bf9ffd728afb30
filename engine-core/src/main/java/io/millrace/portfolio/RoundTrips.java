package io.millrace.portfolio;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import java.util.Arrays;

/**
 * What is known of the round trip each open position is on. Flat positions have all zeros. One thread.
 *
 * <p>A row a position: a fill reads and writes most of it, and where sleeves are many, every row is far from the last.
 */
final class RoundTrips {
    private static final int ENTRY_TIME = 0;
    private static final int MAX_QUANTITY = 1;
    private static final int GROSS = 2;
    private static final int FEES = 3;
    private static final int ENTRY = 4;
    private static final int EXIT = ENTRY + Averages.COLUMNS;
    private static final int ROW = EXIT + Averages.COLUMNS;

    private final long[] rows;
    final Averages entry;
    final Averages exit;

    RoundTrips(final int positions) {
        rows = new long[Math.multiplyExact(positions, ROW)];
        entry = new Averages(rows, ROW, ENTRY);
        exit = new Averages(rows, ROW, EXIT);
    }

    long entryTimeNs(final int position) {
        return rows[position * ROW + ENTRY_TIME];
    }

    void entryTimeNs(final int position, final long timeNs) {
        rows[position * ROW + ENTRY_TIME] = timeNs;
    }

    long maxQuantity(final int position) {
        return rows[position * ROW + MAX_QUANTITY];
    }

    void maxQuantity(final int position, final long quantity) {
        rows[position * ROW + MAX_QUANTITY] = quantity;
    }

    /** Realised so far, before fees. */
    long gross(final int position) {
        return rows[position * ROW + GROSS];
    }

    void gross(final int position, final long amount) {
        rows[position * ROW + GROSS] = amount;
    }

    long fees(final int position) {
        return rows[position * ROW + FEES];
    }

    void fees(final int position, final long amount) {
        rows[position * ROW + FEES] = amount;
    }

    /** Quantities in new units; what was paid and got stays. */
    void split(final int position, final int to, final int from) {
        maxQuantity(position, CorporateActions.units(maxQuantity(position), to, from));
        entry.split(position, to, from);
        exit.split(position, to, from);
    }

    void clear(final int position) {
        Arrays.fill(rows, position * ROW, (position + 1) * ROW, 0);
    }

    void writeState(final int position, final StateSink sink) {
        sink.putLong(entryTimeNs(position));
        sink.putLong(maxQuantity(position));
        sink.putLong(gross(position));
        sink.putLong(fees(position));
        entry.writeState(position, sink);
        exit.writeState(position, sink);
    }

    void readState(final int position, final StateSource source) {
        entryTimeNs(position, source.getLong());
        maxQuantity(position, source.getLong());
        gross(position, source.getLong());
        fees(position, source.getLong());
        entry.readState(position, source);
        exit.readState(position, source);
    }
}
