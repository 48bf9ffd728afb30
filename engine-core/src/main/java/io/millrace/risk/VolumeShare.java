package io.millrace.risk;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.codec.RiskAction;
import io.millrace.event.codec.RiskControl;
import io.millrace.fixed.Fixed;

/**
 * The quantity of one order as a fraction of what traded in its instrument in the last 24 hours, by full hours of
 * engine time. What was not seen did not trade: after a start the volume has to come together first.
 */
final class VolumeShare implements Control, Watch {
    private static final int HOURS = 24;
    private static final long HOUR_NS = 3_600_000_000_000L;

    private final long limit;
    private final long[] volumes;
    private final long[] hours;

    VolumeShare(final FlowLimits limits, final int instrumentCount) {
        limit = limits.maxVolumeShare();
        volumes = new long[Math.multiplyExact(instrumentCount, HOURS)];
        hours = new long[volumes.length];
    }

    @Override
    public RiskControl code() {
        return RiskControl.VOLUME_SHARE;
    }

    @Override
    public boolean bindsReducing() {
        return false;
    }

    @Override
    public void check(final Candidate order, final RiskView view, final Verdict out) {
        final long traded = traded(order.intent.instrument, Math.floorDiv(view.nowNs(), HOUR_NS));
        final long quantity = order.exposureQuantity();
        out.set(
                traded > 0 && quantity <= Saturating.multiply(traded, limit) ? RiskAction.PASS : RiskAction.REJECT,
                Fixed.toDouble(limit),
                traded > 0 ? (double) quantity / traded : Double.NaN);
    }

    /** So much traded up to now. */
    void onVolume(final int instrument, final long quantity, final long nowNs) {
        final long hour = Math.floorDiv(nowNs, HOUR_NS);
        final int place = instrument * HOURS + Math.floorMod(hour, HOURS);
        if (hours[place] != hour) {
            hours[place] = hour;
            volumes[place] = 0;
        }
        volumes[place] = Saturating.add(volumes[place], Math.max(0, quantity));
    }

    @Override
    public void writeState(final StateSink sink) {
        for (int i = 0; i < volumes.length; i++) {
            sink.putLong(hours[i]);
            sink.putLong(volumes[i]);
        }
    }

    @Override
    public void readState(final StateSource source) {
        for (int i = 0; i < volumes.length; i++) {
            hours[i] = source.getLong();
            volumes[i] = source.getLong();
        }
    }

    private long traded(final int instrument, final long hour) {
        long sum = 0;
        for (int i = instrument * HOURS; i < (instrument + 1) * HOURS; i++) {
            sum = hour - hours[i] < HOURS ? Saturating.add(sum, volumes[i]) : sum;
        }
        return sum;
    }
}
