package io.millrace.venue;

import io.millrace.event.codec.Liquidity;
import io.millrace.fixed.Fixed;
import io.millrace.fixed.Rounding;

/**
 * How much a sum of cash buys when the fee is paid from it too: the largest multiple of the lot with value + fee at
 * most the cash, exactly. Integer search, so it holds for any fee schedule; a proportional fee is found in about three
 * probes.
 */
final class AllInQuantity {
    private AllInQuantity() {}

    static long largest(
            final long cash, final long price, final long lot, final FeeSchedule fees, final int instrument) {
        if (cash <= 0) {
            return 0;
        }
        final long bound = lotsFor(cash, price, lot);
        long low = 0;
        long high = bound + 1;
        long probe = firstProbe(cash, price, lot, fees, instrument, bound);
        long stride = 1;
        while (high - low > 1) {
            if (cost(probe * lot, price, fees, instrument) <= cash) {
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

    static long cost(final long quantity, final long price, final FeeSchedule fees, final int instrument) {
        return Math.addExact(Fixed.multiply(quantity, price), fees.fee(instrument, quantity, price, Liquidity.TAKER));
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
        final long full = cost(bound * lot, price, fees, instrument);
        final long guess = full <= cash ? bound : Fixed.scale(bound, cash, full, Rounding.FLOOR);
        return Math.max(1, guess);
    }
}
