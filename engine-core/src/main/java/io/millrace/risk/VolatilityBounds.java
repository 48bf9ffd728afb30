package io.millrace.risk;

import io.millrace.event.StateSink;
import io.millrace.event.codec.RiskControl;
import io.millrace.fixed.Fixed;
import java.util.Arrays;

/**
 * K9: the average true range of a strategy's bars as a fraction of the price. Outside the bounds, and while it is not
 * known, the strategy makes no entries and its working ones are taken back; back inside on a completed bar, it goes on.
 *
 * <p>Limit: the bound that is broken, else the ceiling. Actual: the fraction; NaN when not known.
 */
final class VolatilityBounds implements Control, Watch {
    private final RiskLimits limits;
    private final double[] newest;

    VolatilityBounds(final RiskLimits limits, final int strategyCount) {
        this.limits = limits;
        newest = new double[strategyCount];
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
        final double actual = newest[strategy];
        final double bound = brokenBound(strategy, actual);
        if (isBounded(strategy) && (Double.isNaN(actual) || !Double.isNaN(bound))) {
            out.reject(Double.isNaN(bound) ? ceiling(strategy) : bound, actual);
        } else {
            out.pass(ceiling(strategy), actual);
        }
    }

    /** A strategy's bar closed; {@code range} is NaN while it warms up. */
    void onBar(final int strategy, final double range, final long price, final RiskBoard board) {
        if (!isBounded(strategy)) {
            return;
        }
        final double actual = price > 0 ? range / Fixed.toDouble(price) : Double.NaN;
        newest[strategy] = actual;
        if (Double.isNaN(actual)) {
            return;
        }
        final double bound = brokenBound(strategy, actual);
        if (Double.isNaN(bound)) {
            board.release(strategy, code(), ceiling(strategy), actual);
        } else {
            board.pause(strategy, code(), StrategyPause.FOR_GOOD, bound, actual);
        }
    }

    @Override
    public void writeState(final StateSink sink) {
        for (final double value : newest) {
            sink.putDouble(value);
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
