package io.millrace.source;

import java.util.List;

/**
 * How market data is to be read. Immutable; start from {@link #DEFAULTS} and change what differs.
 *
 * @param policy what happens to a file with bad rows
 * @param stamp which end of a bar its time names
 * @param timeframeSeconds length of a bar, or 0 to take the most frequent spacing
 * @param fromNs first stamp wanted, inclusive; rows outside the range are not checked beyond their time
 * @param toNs end of the stamps wanted, exclusive
 * @param symbols the symbols wanted, empty for all; a single one names the series of a file without a symbol column
 * @param progress hears how far a file has been read
 */
public record LoadOptions(
        RowPolicy policy,
        Stamp stamp,
        int timeframeSeconds,
        long fromNs,
        long toNs,
        List<String> symbols,
        ProgressListener progress) {
    /** Strict, open-stamped, timeframe inferred, everything. */
    public static final LoadOptions DEFAULTS = new LoadOptions(
            RowPolicy.STRICT, Stamp.OPEN, 0, Long.MIN_VALUE, Long.MAX_VALUE, List.of(), ProgressListener.NONE);

    public LoadOptions {
        symbols = List.copyOf(symbols);
    }

    public LoadOptions withPolicy(RowPolicy value) {
        return new LoadOptions(value, stamp, timeframeSeconds, fromNs, toNs, symbols, progress);
    }

    public LoadOptions withStamp(Stamp value) {
        return new LoadOptions(policy, value, timeframeSeconds, fromNs, toNs, symbols, progress);
    }

    public LoadOptions withTimeframeSeconds(int value) {
        return new LoadOptions(policy, stamp, value, fromNs, toNs, symbols, progress);
    }

    /** {@code fromNs} inclusive, {@code toNs} exclusive; see {@link TimeText#rangeEnd} for text. */
    public LoadOptions withRange(long newFromNs, long newToNs) {
        return new LoadOptions(policy, stamp, timeframeSeconds, newFromNs, newToNs, symbols, progress);
    }

    /** Only this symbol; null for all. */
    public LoadOptions withSymbol(String value) {
        return withSymbols(value == null ? List.of() : List.of(value));
    }

    /** Only these symbols; empty for all. */
    public LoadOptions withSymbols(List<String> values) {
        return new LoadOptions(policy, stamp, timeframeSeconds, fromNs, toNs, values, progress);
    }

    /** The only symbol wanted, or null when it is not one. */
    String symbol() {
        return symbols.size() == 1 ? symbols.get(0) : null;
    }

    boolean wantsSymbol(String symbol) {
        return symbols.isEmpty() || symbols.contains(symbol);
    }

    public LoadOptions withProgress(ProgressListener value) {
        return new LoadOptions(policy, stamp, timeframeSeconds, fromNs, toNs, symbols, value);
    }

    boolean wantsTime(long timeNs) {
        return timeNs >= fromNs && timeNs < toNs;
    }

    boolean hasRange() {
        return fromNs != Long.MIN_VALUE || toNs != Long.MAX_VALUE;
    }
}
