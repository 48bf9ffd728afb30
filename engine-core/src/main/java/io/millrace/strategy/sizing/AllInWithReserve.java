package io.millrace.strategy.sizing;

import io.millrace.fixed.Fixed;

/**
 * Spends everything but a reserve: {@code cash - max(share * equity, least)}, and nothing when that is negative.
 *
 * <p>Source: by definition. Amounts at 1e-8; the reserve is rounded up. 0 for an equity that is not positive.
 *
 * @param share of equity that stays in cash, 0 to 1
 * @param least amount that stays in cash at any rate
 */
public record AllInWithReserve(double share, long least) {
    public AllInWithReserve {
        if (!(share >= 0 && share <= 1) || least < 0) {
            throw new IllegalArgumentException("all-in with reserve: share is " + share + " and least is "
                    + Fixed.format(least) + "; expected a share from 0 to 1 and an amount of 0 or more");
        }
    }

    /** Cash to spend, fees included. */
    public long cash(final long equity, final long availableCash) {
        if (equity <= 0 || availableCash <= 0) {
            return 0;
        }
        final long reserve = Math.max(least, Fixed.multiplyUp(equity, Fixed.fromDouble(share)));
        return Math.max(0, availableCash - reserve);
    }
}
