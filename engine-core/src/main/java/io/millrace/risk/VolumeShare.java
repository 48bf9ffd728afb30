package io.millrace.risk;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.codec.RiskAction;
import io.millrace.event.codec.RiskControl;
import io.millrace.fixed.Fixed;
import java.util.Arrays;

/**
 * The quantity of one order as a fraction of what traded in its instrument in the last 24 hours, by full hours of
 * engine time. What was not seen did not trade: after a start the volume has to come together first.
 *
 * <p>An instrument that comes in several sizes of bars is counted by the finest seen in the last 24 hours, and by
 * trades when there were any: a coarser bar is the sum of what was counted already. What a bar of several hours traded
 * is taken as even: each hour of it leaves the window by itself, and of one longer than a day only the last day counts.
 */
final class VolumeShare implements Control, Watch {
    private static final int HOURS = 24;
    private static final long HOUR_SECONDS = 3_600;
    private static final long HOUR_NS = HOUR_SECONDS * 1_000_000_000;

    private final long limit;
    private final long[] volumes;
    private final long[] hours;

    /** By instrument: seconds of the finest input; 0 = trades. */
    private final long[] finest;

    /** When that last came. */
    private final long[] finestNs;

    VolumeShare(final FlowLimits limits, final int instrumentCount) {
        limit = limits.maxVolumeShare();
        volumes = new long[Math.multiplyExact(instrumentCount, HOURS)];
        hours = new long[volumes.length];
        finest = new long[instrumentCount];
        finestNs = new long[instrumentCount];
        Arrays.fill(finest, Long.MAX_VALUE);
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

    /** So much traded up to now, in a bar of so many seconds, or in a trade: 0. */
    void onVolume(final int instrument, final long quantity, final long seconds, final long nowNs) {
        if (seconds > finest[instrument] && nowNs - finestNs[instrument] <= HOURS * HOUR_NS) {
            return;
        }
        finest[instrument] = seconds;
        finestNs[instrument] = nowNs;
        final long hour = Math.floorDiv(nowNs, HOUR_NS);
        final long spread = Math.max(1, seconds / HOUR_SECONDS);
        final long even = Math.max(0, quantity) / spread;
        for (long back = 1; back < Math.min(HOURS, spread); back++) {
            add(instrument, hour - back, even);
        }
        add(instrument, hour, Math.max(0, quantity) - even * (spread - 1));
    }

    private void add(final int instrument, final long hour, final long quantity) {
        final int place = instrument * HOURS + Math.floorMod(hour, HOURS);
        if (hours[place] != hour) {
            hours[place] = hour;
            volumes[place] = 0;
        }
        volumes[place] = Saturating.add(volumes[place], quantity);
    }

    @Override
    public void writeState(final StateSink sink) {
        for (int i = 0; i < volumes.length; i++) {
            sink.putLong(hours[i]);
            sink.putLong(volumes[i]);
        }
        for (int i = 0; i < finest.length; i++) {
            sink.putLong(finest[i]);
            sink.putLong(finestNs[i]);
        }
    }

    @Override
    public void readState(final StateSource source) {
        for (int i = 0; i < volumes.length; i++) {
            hours[i] = source.getLong();
            volumes[i] = source.getLong();
        }
        for (int i = 0; i < finest.length; i++) {
            finest[i] = source.getLong();
            finestNs[i] = source.getLong();
        }
    }

    /** In the 24 full hours up to this one. */
    long traded(final int instrument, final long hour) {
        long sum = 0;
        for (int i = instrument * HOURS; i < (instrument + 1) * HOURS; i++) {
            sum = hour - hours[i] < HOURS ? Saturating.add(sum, volumes[i]) : sum;
        }
        return sum;
    }
}
