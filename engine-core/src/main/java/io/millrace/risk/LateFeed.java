package io.millrace.risk;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.codec.RiskControl;
import java.util.Arrays;

/**
 * Data of an instrument that come later than the latency guard allows, for so long that it is no hiccup: only reducing
 * orders leave until the data of every such instrument are in time again. Limit and actual in seconds.
 */
final class LateFeed implements Watch, FeedGuard {
    private static final long IN_TIME = Long.MAX_VALUE;
    private static final double NANOS = 1e9;

    private final long delayNs;
    private final long patienceNs;
    private final long[] lateSinceNs;
    private final boolean[] tripped;
    private int trips;

    LateFeed(final RiskLimits limits, final int instrumentCount) {
        delayNs = limits.data().maxDelayNs();
        patienceNs = limits.guards().timing().lateReduceNs();
        lateSinceNs = new long[instrumentCount];
        tripped = new boolean[instrumentCount];
        Arrays.fill(lateSinceNs, IN_TIME);
    }

    @Override
    public void onData(final int instrument, final long receiveNs, final RiskView view, final RiskBoard board) {
        if (view.dataDelayNs(instrument) <= delayNs) {
            lateSinceNs[instrument] = IN_TIME;
            if (tripped[instrument]) {
                tripped[instrument] = false;
                trips--;
                if (trips == 0) {
                    board.relax(RiskControl.LATENCY_GUARD, patienceNs / NANOS, 0);
                }
            }
            return;
        }
        lateSinceNs[instrument] = Math.min(lateSinceNs[instrument], view.nowNs());
        final long lateNs = view.nowNs() - lateSinceNs[instrument];
        if (!tripped[instrument] && lateNs >= patienceNs) {
            tripped[instrument] = true;
            trips++;
            board.reduce(RiskControl.LATENCY_GUARD, patienceNs / NANOS, lateNs / NANOS);
        }
    }

    @Override
    public void onResume() {
        Arrays.fill(lateSinceNs, IN_TIME);
        Arrays.fill(tripped, false);
        trips = 0;
    }

    @Override
    public void writeState(final StateSink sink) {
        for (int i = 0; i < tripped.length; i++) {
            sink.putLong(lateSinceNs[i]);
            sink.putLong(tripped[i] ? 1 : 0);
        }
    }

    @Override
    public void readState(final StateSource source) {
        trips = 0;
        for (int i = 0; i < tripped.length; i++) {
            lateSinceNs[i] = source.getLong();
            tripped[i] = source.getBoolean("LateFeed.tripped");
            trips += tripped[i] ? 1 : 0;
        }
    }
}
