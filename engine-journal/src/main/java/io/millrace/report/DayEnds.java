package io.millrace.report;

import io.millrace.fixed.Fixed;
import java.util.Arrays;

/**
 * Equity at the end of each UTC day that has a sample, and the simple returns between neighbouring day ends.
 *
 * <p>A sample at midnight is of the day that ends then: bars close at it. The first sample of a run at midnight is thus
 * the end of the day before, and says what the run began with.
 *
 * <p>Days without a sample (weekends, outages) are not invented: their move is part of the next day's return. The move
 * within a first day that begins later has no day end before it and is in the total return and the drawdown only.
 */
final class DayEnds {
    static final long DAY_NS = 86_400_000_000_000L;

    static final double DAYS_PER_YEAR = 365.25;
    private static final double FEWEST_OF_MARKET = 0.9;

    private final long[] days;
    private final double[] equity;
    private final double[] returns;
    private final boolean fromStart;

    private DayEnds(final long[] days, final double[] equity, final boolean fromStart) {
        this.days = days;
        this.equity = equity;
        this.fromStart = fromStart;
        this.returns = returnsOf(equity);
    }

    static DayEnds of(final EquityCurve curve) {
        final long[] days = new long[curve.size()];
        final double[] equity = new double[curve.size()];
        int count = 0;
        for (int i = 0; i < curve.size(); i++) {
            final long day = Math.floorDiv(curve.timeNs(i) - 1, DAY_NS);
            if (count == 0 || days[count - 1] != day) {
                count++;
            }
            days[count - 1] = day;
            equity[count - 1] = Fixed.toDouble(curve.equity(i));
        }
        final boolean fromStart = Math.floorMod(curve.fromNs(), DAY_NS) == 0 && count > 1;
        return new DayEnds(Arrays.copyOf(days, count), Arrays.copyOf(equity, count), fromStart);
    }

    int size() {
        return days.length;
    }

    /** The first day end within the run: the one before it, if there is any, is the run's beginning. */
    int first() {
        return fromStart ? 1 : 0;
    }

    /**
     * Day ends in a year, for annualising: the market's, unless there are clearly fewer. Bars longer than a day end on
     * few of its days, and their returns are of more than one day each. A tenth is left to holidays and outages.
     */
    double perYear(final int marketDays) {
        if (returns.length == 0) {
            return marketDays;
        }
        final double measured = returns.length * DAYS_PER_YEAR / (days[days.length - 1] - days[0]);
        return measured < FEWEST_OF_MARKET * marketDays ? measured : marketDays;
    }

    /** Days since 1970-01-01. */
    long day(final int index) {
        return days[index];
    }

    double equity(final int index) {
        return equity[index];
    }

    /** One return fewer than day ends; element {@code i} leads to day end {@code i + 1}. */
    double[] returns() {
        return returns.clone();
    }

    /** After ruin there is nothing left to earn a return on: such days count as zero. */
    private static double[] returnsOf(final double[] equity) {
        final double[] returns = new double[Math.max(0, equity.length - 1)];
        for (int i = 0; i < returns.length; i++) {
            returns[i] = equity[i] > 0 ? equity[i + 1] / equity[i] - 1.0 : 0.0;
        }
        return returns;
    }
}
