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

    private final long[] quantity;
    private final long[] value;
    private final int[] halvings;

    Averages(final int positions) {
        quantity = new long[positions];
        value = new long[positions];
        halvings = new int[positions];
    }

    void add(final int position, final long fillQuantity, final long fillValue) {
        long addedQuantity = fillQuantity >> halvings[position];
        long addedValue = fillValue >> halvings[position];
        while (addedQuantity > Long.MAX_VALUE - quantity[position] || addedValue > Long.MAX_VALUE - value[position]) {
            addedQuantity >>= 1;
            addedValue >>= 1;
            quantity[position] >>= 1;
            value[position] >>= 1;
            halvings[position]++;
        }
        quantity[position] += addedQuantity;
        value[position] += addedValue;
    }

    /** Quantities in new units; too large a sum is halved with its value. */
    void split(final int position, final int to, final int from) {
        while (quantity[position] / from > Long.MAX_VALUE / to - 1) {
            quantity[position] >>= 1;
            value[position] >>= 1;
            halvings[position]++;
        }
        quantity[position] = CorporateActions.units(quantity[position], to, from);
    }

    void clear(final int position) {
        quantity[position] = 0;
        value[position] = 0;
        halvings[position] = 0;
    }

    long price(final int position) {
        return price(value[position], quantity[position]);
    }

    void writeState(final int position, final StateSink sink) {
        sink.putLong(quantity[position]);
        sink.putLong(value[position]);
        sink.putLong(halvings[position]);
    }

    void readState(final int position, final StateSource source) {
        quantity[position] = source.getLong();
        value[position] = source.getLong();
        halvings[position] = source.getInt("Averages.halvings");
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
