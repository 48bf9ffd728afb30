package io.millrace.strategy;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;

/**
 * A series of observations as a strategy reads it: a value that is too old counts as none, what is missing is said
 * once, and the return over so many observations is at hand. Sampled when {@link #sample} is called: a value counts as
 * new when its time is. Decide thread.
 */
final class SeriesReading implements Stateful {
    private final int slot;
    private final long maxAgeNs;
    private final int missingReason;
    private final double[] values;
    private int count;
    private int next;
    private long newestNs = Long.MIN_VALUE;
    private boolean said;

    /** @param returnOver observations that {@link #change} spans */
    SeriesReading(final int slot, final long maxAgeNs, final int missingReason, final int returnOver) {
        this.slot = slot;
        this.maxAgeNs = maxAgeNs;
        this.missingReason = missingReason;
        this.values = new double[returnOver + 1];
    }

    /** Tells an operator, once, that there is no value; its argument is the value that is too old, if there is one. */
    void tellIfMissing(final StrategyContext context) {
        if (!said && Double.isNaN(value(context))) {
            said = true;
            context.seriesNotice(missingReason, slot, context.series(slot));
        }
    }

    /** Takes the newest value if it is new. */
    void sample(final StrategyContext context) {
        final double value = value(context);
        if (!Double.isNaN(value) && context.seriesTimeNs(slot) > newestNs) {
            newestNs = context.seriesTimeNs(slot);
            values[next] = value;
            next = next + 1 == values.length ? 0 : next + 1;
            count = Math.min(count + 1, values.length);
        }
    }

    /** The newest value; NaN when there is none, or only one that is too old. */
    double value(final StrategyContext context) {
        final double value = context.series(slot);
        return Double.isNaN(value) || context.nowNs() - context.seriesTimeNs(slot) > maxAgeNs ? Double.NaN : value;
    }

    /** Return over the span; NaN before it is full, and where a value was not positive. */
    double change() {
        if (count < values.length) {
            return Double.NaN;
        }
        final double first = values[next];
        final double last = values[next == 0 ? values.length - 1 : next - 1];
        return first > 0 && last > 0 ? last / first - 1 : Double.NaN;
    }

    @Override
    public void writeState(final StateSink sink) {
        sink.putLong(count);
        sink.putLong(next);
        sink.putLong(newestNs);
        sink.putLong(said ? 1 : 0);
        for (final double value : values) {
            sink.putDouble(value);
        }
    }

    @Override
    public void readState(final StateSource source) {
        count = source.getCount("SeriesReading.count", values.length);
        next = source.getIndex("SeriesReading.next", values.length);
        newestNs = source.getLong();
        said = source.getBoolean("SeriesReading.said");
        for (int i = 0; i < values.length; i++) {
            values[i] = source.getDouble();
        }
    }
}
