package io.millrace.instrument;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;
import io.millrace.fixed.Fixed;
import io.millrace.fixed.Rounding;
import java.util.Arrays;

/**
 * Prices of different days in the units of one day, for indicators that must not see a split as a fall. One owner, one
 * thread.
 *
 * <p>Each instrument has a factor that starts at 1 and changes on ex-dates only: by {@code to / from} on a split, by
 * {@code close / (close - cash)} on a dividend, where close is the last price before it. A raw price times the factor
 * of its moment is the adjusted series: it is continuous, and what was once given out never changes, so no indicator on
 * it can know a later action. {@link #backAdjusted} turns a past value of it into the units of now.
 */
public final class PriceAdjustment implements ActionListener, Stateful {
    private final double[] factor;
    private final long[] last;

    public PriceAdjustment(final int instruments) {
        factor = new double[instruments];
        last = new long[instruments];
        Arrays.fill(factor, 1);
    }

    /** The newest raw price; tell actions of the same moment first. */
    public void onPrice(final int instrument, final long price) {
        last[instrument] = price;
    }

    @Override
    public void onSplit(final int instrument, final int to, final int from, final long exTimeNs) {
        factor[instrument] *= (double) to / from;
        last[instrument] = Fixed.scale(last[instrument], from, to, Rounding.HALF_EVEN);
    }

    /** Without a price, or with one that the dividend eats up, the series stays as it is. */
    @Override
    public void onDividend(final int instrument, final long cash, final long exTimeNs) {
        if (last[instrument] > cash) {
            factor[instrument] *= last[instrument] / (double) (last[instrument] - cash);
        }
    }

    /** Adjusted units for one raw unit of now. */
    public double factor(final int instrument) {
        return factor[instrument];
    }

    /** A raw price of now in the adjusted series. */
    public double adjusted(final int instrument, final long price) {
        return Fixed.toDouble(price) * factor[instrument];
    }

    /** A value of the adjusted series, of any time, in raw units of now. */
    public double backAdjusted(final int instrument, final double adjusted) {
        return adjusted / factor[instrument];
    }

    @Override
    public void writeState(final StateSink sink) {
        for (int i = 0; i < factor.length; i++) {
            sink.putDouble(factor[i]);
            sink.putLong(last[i]);
        }
    }

    @Override
    public void readState(final StateSource source) {
        for (int i = 0; i < factor.length; i++) {
            factor[i] = source.getDouble();
            last[i] = source.getLong();
        }
    }
}
