package io.millrace.venue;

import io.millrace.event.codec.Liquidity;
import io.millrace.fixed.Fixed;
import io.millrace.fixed.Rounding;

/**
 * How much a sum of cash buys when the fee is paid from it too: the largest multiple of the lot with value + fee at
 * most the cash, exactly. Integer search, so it holds for any fee schedule; a proportional fee is found in about three
 * probes.
 *
 * <p>With a minimum fee an order pays for a fill what its fees come to, or the minimum, less what it paid before.
 */
final class AllInQuantity {
    private AllInQuantity() {}

    /** For an order without a fill so far. */
    static long largest(
            final long cash, final long price, final long lot, final FeeSchedule fees, final int instrument) {
        return largest(cash, price, lot, fees, instrument, 0, 0);
    }

    /**
     * The same for an order that goes on.
     *
     * @param feeSum fees of the order's fills so far, the minimum aside
     * @param paid what it was charged for them
     */
    static long largest(
            final long cash,
            final long price,
            final long lot,
            final FeeSchedule fees,
            final int instrument,
            final long feeSum,
            final long paid) {
        if (cash <= 0) {
            return 0;
        }
        final long carried = feeSum - paid;
        final long bound = lotsFor(cash, price, lot);
        long low = 0;
        long high = bound + 1;
        long probe = firstProbe(cash, price, lot, fees, instrument, bound);
        long stride = 1;
        while (high - low > 1) {
            if (cost(probe * lot, price, fees, instrument, carried, paid) <= cash) {
                low = probe;
                probe = low + Math.max(1, Math.min(stride, (high - low) / 2));
            } else {
                high = probe;
                probe = high - Math.max(1, Math.min(stride, (high - low) / 2));
            }
            stride *= 2;
        }
        return low * lot;
    }

    private static long cost(
            final long quantity,
            final long price,
            final FeeSchedule fees,
            final int instrument,
            final long carried,
            final long paid) {
        final long fee = carried + fees.fee(instrument, quantity, price, Liquidity.TAKER);
        final long minimum = fees.minimum(instrument);
        return Math.addExact(Fixed.multiply(quantity, price), minimum == 0 ? fee : Math.max(minimum - paid, fee));
    }

    /** Lots the cash buys without fees; the value may round down by half a unit, hence the one more. */
    private static long lotsFor(final long cash, final long price, final long lot) {
        return Fixed.scale(Math.addExact(cash, 1), Fixed.ONE, price, Rounding.CEILING) / lot;
    }

    private static long firstProbe(
            final long cash,
            final long price,
            final long lot,
            final FeeSchedule fees,
            final int instrument,
            final long bound) {
        if (bound == 0) {
            return 0;
        }
        final long full = cost(bound * lot, price, fees, instrument, 0, 0);
        final long guess = full <= cash ? bound : Fixed.scale(bound, cash, full, Rounding.FLOOR);
        return Math.max(1, guess);
    }
}
