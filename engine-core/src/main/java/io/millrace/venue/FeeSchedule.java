package io.millrace.venue;

import io.millrace.event.codec.Liquidity;

/**
 * What a fill costs. A pure function that never falls when the quantity grows: the all-in quantity of a cash order is
 * searched on it, so any schedule is just another implementation.
 */
public interface FeeSchedule {
    /** Fee of one fill, the minimum aside, in money at 1e-8; negative for a rebate. */
    long fee(int instrument, long quantity, long price, Liquidity liquidity);

    /** The least that an order with a fill pays in all, in money at 1e-8; 0 = no minimum. */
    default long minimum(final int instrument) {
        return 0;
    }
}
