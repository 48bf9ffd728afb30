package io.millrace.risk;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.codec.RiskControl;

/**
 * An order whose fate stays unknown: after a while only reducing orders leave until every fate is known, after a longer
 * one trading halts until a person resumes. Limit and actual in seconds.
 */
final class UnknownTimeout implements Watch {
    private static final long NONE = Long.MAX_VALUE;
    private static final double NANOS = 1e9;

    private final long reduceNs;
    private final long haltNs;
    private long sinceNs = NONE;

    UnknownTimeout(final TimingLimits limits) {
        reduceNs = limits.unknownReduceNs();
        haltNs = limits.unknownHaltNs();
    }

    @Override
    public void onMark(final RiskView view, final RiskBoard board) {
        if (view.unknownOrders() == 0) {
            if (sinceNs != NONE) {
                sinceNs = NONE;
                board.relax(RiskControl.UNKNOWN_ORDERS, reduceNs / NANOS, 0);
            }
            return;
        }
        sinceNs = Math.min(sinceNs, view.nowNs());
        final long forNs = view.nowNs() - sinceNs;
        if (forNs > haltNs) {
            board.halt(RiskControl.UNKNOWN_ORDERS, haltNs / NANOS, forNs / NANOS);
        } else if (forNs > reduceNs) {
            board.reduce(RiskControl.UNKNOWN_ORDERS, reduceNs / NANOS, forNs / NANOS);
        }
    }

    @Override
    public void onResume() {
        sinceNs = NONE;
    }

    @Override
    public void writeState(final StateSink sink) {
        sink.putLong(sinceNs);
    }

    @Override
    public void readState(final StateSource source) {
        sinceNs = source.getLong();
    }
}
