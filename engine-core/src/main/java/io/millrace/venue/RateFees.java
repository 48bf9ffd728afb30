package io.millrace.venue;

import io.millrace.event.codec.Liquidity;
import io.millrace.fixed.Fixed;

/**
 * Fees as a fraction of the traded value, on both sides, rounded half to even at 1e-8.
 *
 * @param makerRate fraction at 1e-8: 10 bps = 100,000; negative = rebate
 * @param takerRate fraction at 1e-8
 */
public record RateFees(long makerRate, long takerRate) implements FeeSchedule {
    private static final long BPS = Fixed.ONE / 10_000;

    public RateFees {
        if (Math.abs(makerRate) >= Fixed.ONE || takerRate < 0 || takerRate >= Fixed.ONE) {
            throw new IllegalArgumentException("fees: maker " + Fixed.format(makerRate) + ", taker "
                    + Fixed.format(takerRate) + ": expected fractions of the value, maker in (-1, 1), taker in [0, 1);"
                    + " 10 bps is 0.001");
        }
    }

    /** The same rate for makers and takers, in basis points (whole ones; use the constructor for parts). */
    public static RateFees ofBps(final int bps) {
        return new RateFees(bps * BPS, bps * BPS);
    }

    @Override
    public long fee(final int instrument, final long quantity, final long price, final Liquidity liquidity) {
        final long rate = liquidity == Liquidity.MAKER ? makerRate : takerRate;
        return rate == 0 ? 0 : Fixed.multiply(Fixed.multiply(quantity, price), rate);
    }
}
