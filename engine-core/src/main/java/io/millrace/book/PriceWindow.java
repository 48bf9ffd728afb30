package io.millrace.book;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;
import java.util.Arrays;

/**
 * The newest accepted prices of one series, and whether the next one fits to them. Prices at 1e-8, changes as natural
 * logarithms.
 *
 * <p>A price is an outlier when its change lies both beyond the jump limit and beyond so many median absolute
 * deviations from the median change of the window. The jump limit is what makes this cheap: two comparisons an event,
 * the window is only looked through for a price that has jumped. A level that comes back often enough is no outlier but
 * where the market is: then it is accepted and the window goes on from there.
 *
 * <p>{@link #isOutlier} changes nothing; {@link #accept} and {@link #refuse} do. One thread.
 */
final class PriceWindow implements Stateful {
    /** With fewer prices nothing is judged. */
    static final int FEWEST = 16;

    private final long[] prices;
    private final double jump;
    private final double up;
    private final double down;
    private final double mads;
    private final int confirmations;
    private int size;
    private int next;
    private long last;
    private long claimed;
    private int claims;
    private double change;
    private double limit;

    /**
     * @param jump changes up to this are never outliers
     * @param mads so many median absolute deviations from the median are not either
     * @param confirmations prices in a row at a new level, the last of which is accepted
     */
    PriceWindow(final int length, final double jump, final double mads, final int confirmations) {
        this.prices = new long[length];
        this.jump = jump;
        this.up = StrictMath.exp(jump);
        this.down = StrictMath.exp(-jump);
        this.mads = mads;
        this.confirmations = confirmations;
    }

    /**
     * Judges a bar, or a single price given three times. An extreme that the close took back counts half: wicks are
     * longer than bodies.
     *
     * @param split what the newest price in the window is multiplied with before it is compared
     * @param scratch at least as long as the window
     */
    boolean isOutlier(final long low, final long high, final long close, final double split, final double[] scratch) {
        if (size < FEWEST) {
            return false;
        }
        final double before = last * split;
        final double highest = before * up;
        final double lowest = before * down;
        final boolean far = close > highest || close < lowest || high > highest * up || low < lowest * down;
        return far && deviates(low, high, close, before, scratch) && !isConfirmed(close);
    }

    /** The change that made the last price an outlier. */
    double change() {
        return change;
    }

    /** The largest change it could have had. */
    double limit() {
        return limit;
    }

    /** @param split other than 1 when the price is the first after a split: the older ones are brought to its units */
    void accept(final long close, final double split) {
        for (int i = 0; i < size && split != 1; i++) {
            prices[i] = Math.max(1, (long) (prices[i] * split));
        }
        last = close;
        prices[next] = close;
        next = next + 1 == prices.length ? 0 : next + 1;
        size = Math.min(size + 1, prices.length);
        claimed = 0;
        claims = 0;
    }

    void refuse(final long close) {
        claims = isNear(close, claimed) ? claims + 1 : 1;
        claimed = close;
    }

    @Override
    public void writeState(final StateSink sink) {
        sink.putLong(size);
        sink.putLong(claimed);
        sink.putLong(claims);
        for (int i = 0; i < size; i++) {
            sink.putLong(prices[at(i)]);
        }
    }

    @Override
    public void readState(final StateSource source) {
        size = source.getCount("PriceWindow.size", prices.length);
        claimed = source.getLong();
        claims = source.getInt("PriceWindow.claims");
        for (int i = 0; i < size; i++) {
            prices[i] = source.getLong();
        }
        next = size == prices.length ? 0 : size;
        last = size == 0 ? 0 : prices[size - 1];
    }

    private boolean deviates(
            final long low, final long high, final long close, final double before, final double[] scratch) {
        change = StrictMath.log(close / before);
        final double rise = StrictMath.log(high / before) / 2;
        final double fall = StrictMath.log(low / before) / 2;
        if (rise > Math.abs(change)) {
            change = rise;
        }
        if (-fall > Math.abs(change)) {
            change = fall;
        }
        final int changes = size - 1;
        for (int i = 0; i < changes; i++) {
            scratch[i] = StrictMath.log(prices[at(i + 1)] / (double) prices[at(i)]);
        }
        final double median = median(scratch, changes);
        for (int i = 0; i < changes; i++) {
            scratch[i] = Math.abs(scratch[i] - median);
        }
        final double spread = mads * median(scratch, changes);
        limit = Math.max(jump, spread);
        return Math.abs(change) > jump && Math.abs(change - median) > spread;
    }

    private boolean isConfirmed(final long close) {
        return claims + 1 >= confirmations && isNear(close, claimed);
    }

    private boolean isNear(final long close, final long level) {
        return close <= level * up && close >= level * down;
    }

    /** Index of the n-th oldest price. */
    private int at(final int age) {
        final int first = size < prices.length ? 0 : next;
        final int index = first + age;
        return index < prices.length ? index : index - prices.length;
    }

    private static double median(final double[] values, final int count) {
        Arrays.sort(values, 0, count);
        final int middle = count / 2;
        return count % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
