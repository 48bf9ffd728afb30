package io.millrace.report;

/**
 * Equity and invested value sampled over time: nanoseconds since 1970 UTC, amounts at 1e-8. Immutable; the arrays are
 * copied once, points are never boxed.
 */
public final class EquityCurve {
    private final long[] timeNs;
    private final long[] equity;
    private final long[] invested;

    /**
     * @param timeNs sample times, never going back; at least one
     * @param invested absolute value of all open positions at each sample
     */
    public EquityCurve(final long[] timeNs, final long[] equity, final long[] invested) {
        Columns.requireSameLength("equity curve", timeNs.length, equity.length, invested.length);
        if (timeNs.length == 0) {
            throw new IllegalArgumentException("equity curve: found no sample, expected at least one;"
                    + " record the equity at the first event of the run");
        }
        Columns.requireOrdered("equity curve", timeNs);
        this.timeNs = timeNs.clone();
        this.equity = equity.clone();
        this.invested = invested.clone();
    }

    public int size() {
        return timeNs.length;
    }

    public long timeNs(final int index) {
        return timeNs[index];
    }

    public long equity(final int index) {
        return equity[index];
    }

    public long invested(final int index) {
        return invested[index];
    }

    public long fromNs() {
        return timeNs[0];
    }

    public long toNs() {
        return timeNs[timeNs.length - 1];
    }

    public long finalEquity() {
        return equity[equity.length - 1];
    }

    /** Invested share of equity at a sample; 0 when nothing is left to measure it by. */
    double exposure(final int index) {
        return equity[index] > 0 ? Math.abs((double) invested[index]) / equity[index] : 0.0;
    }
}
