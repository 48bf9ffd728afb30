package io.millrace.risk;

import io.millrace.event.Absent;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;

/** The highest value seen, and how far below it the present one lies. Money at 1e-8. */
final class HighWater implements Stateful {
    private long peak = Absent.FIXED;

    void update(final long value) {
        peak = Math.max(peak, value);
    }

    /** Money came or went without a profit or loss: the mark goes along. */
    void shift(final long change) {
        if (peak != Absent.FIXED) {
            peak = Saturating.add(peak, change);
        }
    }

    /** Starts anew with the next value. */
    void forget() {
        peak = Absent.FIXED;
    }

    /** True when {@code value} lies at least this share of the peak below it. */
    boolean isDown(final long value, final long share) {
        return peak > 0 && Saturating.subtract(peak, value) >= Saturating.multiplyUp(peak, share);
    }

    /** The fall as a fraction of the peak. */
    double fall(final long value) {
        return peak > 0 ? (double) Saturating.subtract(peak, value) / peak : 0;
    }

    @Override
    public void writeState(final StateSink sink) {
        sink.putLong(peak);
    }

    @Override
    public void readState(final StateSource source) {
        peak = source.getLong();
    }
}
