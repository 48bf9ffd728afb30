package io.millrace.risk;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;

/** Whether so many events lie within a span of time that ends now; exact. The newest events are kept. */
final class RateWindow implements Stateful {
    private final long spanNs;
    private final long[] timesNs;
    private int next;
    private long count;

    /** @param limit events in the span; {@link RiskLimits#UNLIMITED} = never full */
    RateWindow(final long spanNs, final long limit) {
        this.spanNs = spanNs;
        timesNs = new long[limit == RiskLimits.UNLIMITED ? 0 : Math.toIntExact(limit)];
    }

    /** True when a further event would be one too many. */
    boolean isFull(final long nowNs) {
        return timesNs.length > 0 && count >= timesNs.length && nowNs - timesNs[next] < spanNs;
    }

    /** Events in the span that ends now. */
    long within(final long nowNs) {
        long found = 0;
        final long kept = Math.min(count, timesNs.length);
        for (int i = 0; i < kept; i++) {
            found += nowNs - timesNs[i] < spanNs ? 1 : 0;
        }
        return found;
    }

    void add(final long nowNs) {
        if (timesNs.length > 0) {
            timesNs[next] = nowNs;
            next = next + 1 == timesNs.length ? 0 : next + 1;
            count++;
        }
    }

    double limit() {
        return timesNs.length == 0 ? Double.POSITIVE_INFINITY : timesNs.length;
    }

    @Override
    public void writeState(final StateSink sink) {
        sink.putLong(next);
        sink.putLong(count);
        for (final long timeNs : timesNs) {
            sink.putLong(timeNs);
        }
    }

    @Override
    public void readState(final StateSource source) {
        next = source.getIndex("RateWindow.next", timesNs.length);
        count = source.getLong();
        for (int i = 0; i < timesNs.length; i++) {
            timesNs[i] = source.getLong();
        }
    }
}
