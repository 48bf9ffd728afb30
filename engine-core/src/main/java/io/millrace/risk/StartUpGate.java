package io.millrace.risk;

import io.millrace.event.Absent;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.codec.RiskControl;

/**
 * No entry before the session is up (the journal has been read back, the limits are loaded) and the instrument has had
 * a price in it. Limit and actual in seconds since 1970: start of the session, time of the price; NaN when there is
 * none.
 */
final class StartUpGate implements Control, Watch {
    private static final double NANOS = 1e9;

    private long startNs = Absent.FIXED;

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
        if (startNs != Absent.FIXED && seenNs != Absent.FIXED && seenNs >= startNs) {
            out.pass(seconds(startNs), seconds(seenNs));
        } else {
            out.reject(seconds(startNs), seconds(seenNs));
        }
    }

    @Override
    public void onSessionUp(final long nowNs) {
        startNs = nowNs;
    }

    @Override
    public void writeState(final StateSink sink) {
        sink.putLong(startNs);
    }

    @Override
    public void readState(final StateSource source) {
        startNs = source.getLong();
    }

    private static double seconds(final long timeNs) {
        return timeNs == Absent.FIXED ? Double.NaN : timeNs / NANOS;
    }
}
