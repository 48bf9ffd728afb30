package io.millrace.venue;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;

/**
 * Volatility and volume of one instrument's intervals, for the square-root law: Parkinson's variance
 * {@code ln(high / low)^2 / (4 ln 2)} and the volume, both averaged with a decay of 0.94 an interval. An interval is a
 * bar or, where there are no bars, a minute of prints that had any. Prices and volumes at 1e-8; single thread.
 */
final class RangeVolatility {
    private static final double DECAY = 0.94;
    private static final double PARKINSON = 1 / (4 * StrictMath.log(2));
    private static final long MINUTE_NS = 60_000_000_000L;

    private double variance;
    private double volume;
    private boolean known;

    private long minute = Long.MIN_VALUE;
    private long high;
    private long low;
    private long printed;

    /** A completed interval. */
    void onBar(final long barHigh, final long barLow, final long barVolume) {
        final double squared = square(barHigh, barLow);
        final double traded = Math.max(0, barVolume);
        variance = known ? DECAY * variance + (1 - DECAY) * squared : squared;
        volume = known ? DECAY * volume + (1 - DECAY) * traded : traded;
        known = true;
    }

    /** A print; completes the minute before when it is the first of its own. */
    void onPrint(final long price, final long size, final long timeNs) {
        final long now = Math.floorDiv(timeNs, MINUTE_NS);
        if (now != minute) {
            if (minute != Long.MIN_VALUE) {
                onBar(high, low, printed);
            }
            minute = now;
            high = price;
            low = price;
            printed = 0;
        }
        high = Math.max(high, price);
        low = Math.min(low, price);
        printed += Math.max(0, size);
    }

    /**
     * {@code sigma * sqrt(quantity / volume)} in an interval that is matched just now. The very first one, before which
     * nothing is known, is measured by its own range. An interval without volume counts as if we were all of it.
     */
    double rootShare(final long quantity, final long barHigh, final long barLow, final long barVolume) {
        final double share = barVolume > 0 ? (double) quantity / barVolume : 1;
        return StrictMath.sqrt((known ? variance : square(barHigh, barLow)) * share);
    }

    /** The same for a print, against the mean minute so far. */
    double rootShareOfMinute(final long quantity) {
        final double typical = known ? volume : printed;
        final double share = typical > 0 ? quantity / typical : 1;
        return StrictMath.sqrt((known ? variance : square(high, low)) * share);
    }

    void writeState(final StateSink sink) {
        sink.putLong(Double.doubleToRawLongBits(variance));
        sink.putLong(Double.doubleToRawLongBits(volume));
        sink.putLong(known ? 1 : 0);
        sink.putLong(minute);
        sink.putLong(high);
        sink.putLong(low);
        sink.putLong(printed);
    }

    void readState(final StateSource source) {
        variance = source.getDouble();
        volume = source.getDouble();
        known = source.getBoolean("RangeVolatility.known");
        minute = source.getLong();
        high = source.getLong();
        low = source.getLong();
        printed = source.getLong();
    }

    private static double square(final long high, final long low) {
        if (low <= 0 || high <= low) {
            return 0;
        }
        final double range = StrictMath.log((double) high / low);
        return range * range * PARKINSON;
    }
}
