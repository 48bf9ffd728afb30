package io.millrace.engine;

/**
 * Fees as fractions of the traded value at 1e-8 (10 bps = 100,000).
 *
 * @param maker for providing liquidity; negative = rebate
 * @param taker for taking it
 */
public record FeeRates(long maker, long taker) {}
