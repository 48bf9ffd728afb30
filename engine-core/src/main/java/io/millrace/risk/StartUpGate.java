package io.millrace.risk;

import io.millrace.event.Absent;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.codec.RiskControl;
import java.util.Arrays;

/**
 * No entry before the session is up (the journal has been read back, the limits are loaded) and the instrument has had
 * a price in it. Limit and actual in seconds since 1970: start of the session, time of the price; NaN when there is
 * none.
 *
 * <p>The times alone do not tell: a session begins at the time of the last journaled step, which may be a trade.
 */
final class StartUpGate implements Control, Watch, FeedGuard {
    private static final double NANOS = 1e9;

    private final boolean[] priced;
    private long startNs = Absent.FIXED;

    StartUpGate(final int instrumentCount) {
        priced = new boolean[instrumentCount];
    }

    @Override
    public RiskControl code() {
        return RiskControl.START_UP;
    }

    @Override
    public boolean bindsReducing() {
        return false;
    }

    @Override
    public void check(final Candidate order, final RiskView view, final Verdict out) {
        final long seenNs = view.priceTimeNs(order.intent.instrument);
        if (startNs != Absent.FIXED && seenNs != Absent.FIXED && priced[order.intent.instrument]) {
            out.pass(seconds(startNs), seconds(seenNs));
        } else {
            out.reject(seconds(startNs), seconds(seenNs));
        }
    }

    @Override
    public void onSessionUp(final long nowNs) {
        startNs = nowNs;
        Arrays.fill(priced, false);
    }

    @Override
    public void onData(final int instrument, final long receiveNs, final RiskView view, final RiskBoard board) {
        priced[instrument] = true;
    }

    @Override
    public void writeState(final StateSink sink) {
        sink.putLong(startNs);
        for (final boolean each : priced) {
            sink.putLong(each ? 1 : 0);
        }
    }

    @Override
    public void readState(final StateSource source) {
        startNs = source.getLong();
        for (int i = 0; i < priced.length; i++) {
            priced[i] = source.getBoolean("StartUpGate.priced");
        }
    }

    private static double seconds(final long timeNs) {
        return timeNs == Absent.FIXED ? Double.NaN : timeNs / NANOS;
    }
}
