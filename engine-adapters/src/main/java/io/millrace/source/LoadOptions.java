package io.millrace.source;

/**
 * How market data is to be read. Immutable; start from {@link #DEFAULTS} and change what differs.
 *
 * @param policy what happens to a file with bad rows
 * @param stamp which end of a bar its time names
 * @param timeframeSeconds length of a bar, or 0 to take the most frequent spacing
 * @param fromNs first stamp wanted, inclusive; rows outside the range are not checked beyond their time
 * @param toNs end of the stamps wanted, exclusive
 * @param symbol the only symbol wanted, or null for all; it names the series of a single file without a symbol column
 * @param progress hears how far a file has been read
 */
public record LoadOptions(
        RowPolicy policy,
        Stamp stamp,
        int timeframeSeconds,
        long fromNs,
        long toNs,
        String symbol,
        ProgressListener progress) {
    /** Strict, open-stamped, timeframe inferred, everything. */
    public static final LoadOptions DEFAULTS = new LoadOptions(
            RowPolicy.STRICT, Stamp.OPEN, 0, Long.MIN_VALUE, Long.MAX_VALUE, null, ProgressListener.NONE);

    public LoadOptions withPolicy(RowPolicy value) {
        return new LoadOptions(value, stamp, timeframeSeconds, fromNs, toNs, symbol, progress);
    }

    public LoadOptions withStamp(Stamp value) {
        return new LoadOptions(policy, value, timeframeSeconds, fromNs, toNs, symbol, progress);
    }

    public LoadOptions withTimeframeSeconds(int value) {
        return new LoadOptions(policy, stamp, value, fromNs, toNs, symbol, progress);
    }

    /** {@code fromNs} inclusive, {@code toNs} exclusive; see {@link TimeText#rangeEnd} for text. */
    public LoadOptions withRange(long newFromNs, long newToNs) {
        return new LoadOptions(policy, stamp, timeframeSeconds, newFromNs, newToNs, symbol, progress);
    }

    public LoadOptions withSymbol(String value) {
        return new LoadOptions(policy, stamp, timeframeSeconds, fromNs, toNs, value, progress);
    }

    public LoadOptions withProgress(ProgressListener value) {
        return new LoadOptions(policy, stamp, timeframeSeconds, fromNs, toNs, symbol, value);
    }

    boolean wantsTime(long timeNs) {
        return timeNs >= fromNs && timeNs < toNs;
    }

    boolean hasRange() {
        return fromNs != Long.MIN_VALUE || toNs != Long.MAX_VALUE;
    }
}
