package io.millrace.venue;

import io.millrace.event.codec.Liquidity;
import io.millrace.fixed.Fixed;

/**
 * What one venue charges for one kind of instrument: a fraction of the traded value, an amount per unit, and the least
 * an order costs. Exact: each fill's fraction and amount are rounded half to even at 1e-8 and added.
 *
 * <p>The minimum is the order's, not the fill's: the first fill pays at least the minimum, later ones only what the
 * order's sum exceeds it by. An order that ends without a fill pays nothing.
 *
 * @param makerRate fraction of the value at 1e-8 (10 bps = 100,000) for providing liquidity; negative = rebate
 * @param takerRate fraction of the value at 1e-8 for taking it
 * @param perUnit money at 1e-8 for each unit traded, such as 0.005 a share; either liquidity
 * @param minimum money at 1e-8 that an order with a fill costs at least; 0 = none, and then rebates are paid out
 */
public record FeeTerms(long makerRate, long takerRate, long perUnit, long minimum) {
    public FeeTerms {
        if (Math.abs(makerRate) >= Fixed.ONE || takerRate < 0 || takerRate >= Fixed.ONE || perUnit < 0 || minimum < 0) {
            throw new IllegalArgumentException("fees: maker " + Fixed.format(makerRate) + ", taker "
                    + Fixed.format(takerRate) + ", per unit " + Fixed.format(perUnit) + ", minimum "
                    + Fixed.format(minimum) + ": expected fractions of the value, maker in (-1, 1), taker in [0, 1),"
                    + " and amounts of 0 or more; 10 bps is 0.001");
        }
    }

    /** Rates alone. */
    public static FeeTerms of(final long makerRate, final long takerRate) {
        return new FeeTerms(makerRate, takerRate, 0, 0);
    }

    /** Fee of one fill, the minimum aside. */
    long fill(final long quantity, final long price, final Liquidity liquidity) {
        final long rate = liquidity == Liquidity.MAKER ? makerRate : takerRate;
        final long share = rate == 0 ? 0 : Fixed.multiply(Fixed.multiply(quantity, price), rate);
        return perUnit == 0 ? share : Fixed.add(share, Fixed.multiply(quantity, perUnit));
    }

    /** What a whole order that takes costs at most: every part rounded up. */
    public long takerOrder(final long quantity, final long value) {
        final long share = Fixed.multiplyUp(value, takerRate);
        return Math.max(minimum, Fixed.add(share, Fixed.multiplyUp(quantity, perUnit)));
    }
}
