package io.millrace.risk;

import io.millrace.event.Absent;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.codec.RiskAction;
import io.millrace.event.codec.RiskControl;
import io.millrace.fixed.Fixed;
import java.util.Arrays;

/**
 * K9: the average true range of a strategy's bars of an instrument as a fraction of the price. Outside the bounds, and
 * while it is not known, the strategy makes no entries in the instrument, and its working ones there are taken back;
 * back inside on a completed bar, it goes on.
 *
 * <p>Limit: the bound that is broken, else the ceiling. Actual: the fraction; NaN when not known.
 */
final class VolatilityBounds implements Control, Watch {
    private final RiskLimits limits;
    private final int instrumentCount;
    private final double[] newest;
    private final boolean[] outside;

    VolatilityBounds(final RiskLimits limits, final int strategyCount, final int instrumentCount) {
        this.limits = limits;
        this.instrumentCount = instrumentCount;
        newest = new double[Math.multiplyExact(strategyCount, instrumentCount)];
        outside = new boolean[newest.length];
        Arrays.fill(newest, Double.NaN);
    }

    @Override
    public RiskControl code() {
        return RiskControl.VOLATILITY_BOUNDS;
    }

    @Override
    public boolean bindsReducing() {
        return false;
    }

    @Override
    public void check(final Candidate order, final RiskView view, final Verdict out) {
        final int strategy = order.intent.strategy;
        final double actual = newest[strategy * instrumentCount + order.intent.instrument];
        final double bound = brokenBound(strategy, actual);
        if (isBounded(strategy) && (Double.isNaN(actual) || !Double.isNaN(bound))) {
            out.reject(Double.isNaN(bound) ? ceiling(strategy) : bound, actual);
        } else {
            out.pass(ceiling(strategy), actual);
        }
    }

    /**
     * A strategy's bar closed.
     *
     * @param range NaN while it warms up
     * @return true when the fraction has just left the bounds: working entries are to be cancelled
     */
    boolean onBar(
            final int strategy, final int instrument, final double range, final long price, final RiskBoard board) {
        if (!isBounded(strategy)) {
            return false;
        }
        final int place = strategy * instrumentCount + instrument;
        final double actual = price > 0 ? range / Fixed.toDouble(price) : Double.NaN;
        newest[place] = actual;
        final double bound = brokenBound(strategy, actual);
        final boolean isOutside = !Double.isNaN(bound);
        if (Double.isNaN(actual) || isOutside == outside[place]) {
            return false;
        }
        outside[place] = isOutside;
        board.out.onDecision(
                Absent.FIXED,
                strategy,
                instrument,
                code(),
                isOutside ? RiskAction.PAUSE : RiskAction.PASS,
                isOutside ? bound : ceiling(strategy),
                actual);
        return isOutside;
    }

    @Override
    public void writeState(final StateSink sink) {
        for (int i = 0; i < newest.length; i++) {
            sink.putDouble(newest[i]);
            sink.putLong(outside[i] ? 1 : 0);
        }
    }

    @Override
    public void readState(final StateSource source) {
        for (int i = 0; i < newest.length; i++) {
            newest[i] = source.getDouble();
            outside[i] = source.getBoolean("VolatilityBounds.outside");
        }
    }

    private boolean isBounded(final int strategy) {
        return limits.strategy(strategy).boundsVolatility();
    }

    private double ceiling(final int strategy) {
        return Verdict.number(limits.strategy(strategy).maxVolatility());
    }

    /** NaN when both hold. */
    private double brokenBound(final int strategy, final double actual) {
        final long floor = limits.strategy(strategy).minVolatility();
        if (floor != RiskLimits.UNLIMITED && actual < Fixed.toDouble(floor)) {
            return Fixed.toDouble(floor);
        }
        return actual > ceiling(strategy) ? ceiling(strategy) : Double.NaN;
    }
}
