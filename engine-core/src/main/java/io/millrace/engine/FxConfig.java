package io.millrace.engine;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How an account deals with currencies other than its own.
 *
 * @param currency the account's own
 * @param borrows true: cash of another currency may be negative, and what is sold stays in it; false: cash of other
 *     currencies is exchanged at once, so that there is none
 * @param costBps what an exchange costs, in hundredths of a percent of the amount, at 1e-8
 * @param maxAgeNs age from which on a rate allows no entry
 * @param pegs currencies that count as another one, one to one: {@code USDT} as {@code USD}
 */
public record FxConfig(String currency, boolean borrows, long costBps, long maxAgeNs, SortedMap<String, String> pegs) {
    static final long DEFAULT_COST_BPS = 200_000_000L;
    static final long DEFAULT_MAX_AGE_NS = 432_000_000_000_000L;

    /** An account in dollars. */
    public static final FxConfig DOLLARS =
            new FxConfig("USD", false, DEFAULT_COST_BPS, DEFAULT_MAX_AGE_NS, Collections.emptySortedMap());

    public FxConfig {
        pegs = Collections.unmodifiableSortedMap(new TreeMap<>(pegs));
    }

    /** What the currency counts as. */
    String counted(final String name) {
        return pegs.getOrDefault(name, name);
    }

    /** {@link #costBps} as a fraction, at 1e-8, rounded up. */
    long costRate() {
        return -Math.floorDiv(-costBps, 10_000);
    }
}
