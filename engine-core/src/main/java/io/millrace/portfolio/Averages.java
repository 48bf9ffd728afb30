package io.millrace.portfolio;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.fixed.Fixed;

/**
 * A running average price for each position: summed value over summed quantity, at 1e-8. One thread.
 *
 * <p>A position that never returns to flat may trade more than a {@code long} can sum. Then both sums are halved, and
 * every later fill with them: the average stays right to the last digits, and a fill is never refused for it.
 */
final class Averages {
    private static final double LARGEST_PRICE = 92_233_720_368.0;

    /** Numbers of a row that are this class's. */
    static final int COLUMNS = 3;

    private static final int QUANTITY = 0;
    private static final int VALUE = 1;
    private static final int HALVINGS = 2;

    private final long[] rows;
    private final int rowLength;
    private final int first;

    /**
     * Averages in somebody's rows.
     *
     * @param rows one a position, of {@code rowLength} numbers
     * @param first of the {@link #COLUMNS} numbers of a row that are used
     */
    Averages(final long[] rows, final int rowLength, final int first) {
        this.rows = rows;
        this.rowLength = rowLength;
        this.first = first;
    }

    void add(final int position, final long fillQuantity, final long fillValue) {
        final int at = at(position);
        long addedQuantity = fillQuantity >> rows[at + HALVINGS];
        long addedValue = fillValue >> rows[at + HALVINGS];
        while (addedQuantity > Long.MAX_VALUE - rows[at + QUANTITY] || addedValue > Long.MAX_VALUE - rows[at + VALUE]) {
            addedQuantity >>= 1;
            addedValue >>= 1;
            halve(at);
        }
        rows[at + QUANTITY] += addedQuantity;
        rows[at + VALUE] += addedValue;
    }

    /** Quantities in new units; too large a sum is halved with its value. */
    void split(final int position, final int to, final int from) {
        final int at = at(position);
        while (rows[at + QUANTITY] / from > Long.MAX_VALUE / to - 1) {
            halve(at);
        }
        rows[at + QUANTITY] = CorporateActions.units(rows[at + QUANTITY], to, from);
    }

    private void halve(final int at) {
        rows[at + QUANTITY] >>= 1;
        rows[at + VALUE] >>= 1;
        rows[at + HALVINGS]++;
    }

    private int at(final int position) {
        return position * rowLength + first;
    }

    long price(final int position) {
        final int at = at(position);
        return price(rows[at + VALUE], rows[at + QUANTITY]);
    }

    void writeState(final int position, final StateSink sink) {
        final int at = at(position);
        sink.putLong(rows[at + QUANTITY]);
        sink.putLong(rows[at + VALUE]);
        sink.putLong(rows[at + HALVINGS]);
    }

    void readState(final int position, final StateSource source) {
        final int at = at(position);
        rows[at + QUANTITY] = source.getLong();
        rows[at + VALUE] = source.getLong();
        rows[at + HALVINGS] = source.getInt("Averages.halvings");
    }

    /**
     * {@code value / quantity} of magnitudes; 0 for no quantity, and never beyond the range: a value rounded up may be.
     */
    static long price(final long value, final long quantity) {
        if (quantity == 0) {
            return 0;
        }
        if (value / (double) quantity >= LARGEST_PRICE) {
            return Long.MAX_VALUE;
        }
        return Fixed.divide(value, quantity);
    }
}
