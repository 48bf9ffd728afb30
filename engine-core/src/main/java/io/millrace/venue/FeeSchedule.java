package io.millrace.venue;

import io.millrace.event.codec.Liquidity;

/**
 * What a fill costs. A pure function that never falls when the quantity grows: the all-in quantity of a cash order is
 * searched on it, so a fee per share or a minimum is just another implementation.
 */
public interface FeeSchedule {
    /** Fee of one fill, in money at 1e-8; negative for a rebate. */
    long fee(int instrument, long quantity, long price, Liquidity liquidity);
}
