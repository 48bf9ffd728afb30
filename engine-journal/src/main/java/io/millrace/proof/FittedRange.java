package io.millrace.proof;

/**
 * The data that parameters were chosen on.
 *
 * @param fromNs first time used, ns since 1970 UTC
 * @param toNs end of the times used, exclusive
 */
public record FittedRange(long fromNs, long toNs) {
    public FittedRange {
        if (fromNs >= toNs) {
            throw new IllegalArgumentException(
                    "a fitted range from " + fromNs + " to " + toNs + " ns is empty; expected from < to");
        }
    }

    boolean overlaps(final long firstNs, final long lastNs) {
        return firstNs < toNs && lastNs >= fromNs;
    }
}
