package io.millrace.indicator;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import java.util.List;

/**
 * Slow stochastic oscillator, 0 to 100.
 *
 * <p>Where the highest high is the lowest low, Lane's formula is 0/0. TA-Lib then gives 0, which reads as oversold;
 * this gives 50, as the relative strength index here does.
 */
final class Stochastic extends MultiIndicator {
    static final IndicatorDefinition DEFINITION = new IndicatorDefinition(
            "stoch",
            "stochastic oscillator (slow)",
            "fast = 100 * (close - lowest low) / (highest high - lowest low) over the last 'period' bars, 50 where they"
                    + " are equal; k = mean of the last 'slow' fast; d = mean of the last 'd' k; first values at bar"
                    + " period + slow + d - 2",
            "Lane, Lane's Stochastics, Stocks & Commodities 2 (1984); TA-Lib STOCH with simple means",
            List.of(
                    IndicatorParameter.bars("period", 14, "bars of the range"),
                    IndicatorParameter.bars("slow", 3, "bars that smooth %K; 1 gives the fast oscillator"),
                    IndicatorParameter.bars("d", 3, "bars of %D, the mean of %K")),
            BarInput.BAR,
            List.of("k", "d"),
            spec -> new Stochastic(spec.whole(0), spec.whole(1), spec.whole(2)));

    private final double slowPeriod;
    private final double signalPeriod;
    private final WindowMax highs;
    private final WindowMax negatedLows;
    private final WindowSum fast;
    private final WindowSum slow;

    private Stochastic(final int period, final int slowPeriod, final int signalPeriod) {
        super(
                period + slowPeriod + signalPeriod - 2,
                period + slowPeriod + signalPeriod - 2,
                DEFINITION.outputs().size());
        this.slowPeriod = slowPeriod;
        this.signalPeriod = signalPeriod;
        this.highs = new WindowMax(period);
        this.negatedLows = new WindowMax(period);
        this.fast = new WindowSum(slowPeriod);
        this.slow = new WindowSum(signalPeriod);
    }

    @Override
    public void update(final double input, final BarValues bar) {
        final double highest = highs.add(bar.high());
        final double lowest = -negatedLows.add(-bar.low());
        if (!highs.isFull()) {
            return;
        }
        final double k =
                fast.add(highest == lowest ? 50 : 100 * ((bar.close() - lowest) / (highest - lowest))) / slowPeriod;
        if (!fast.isFull()) {
            return;
        }
        final double d = slow.add(k) / signalPeriod;
        if (slow.isFull()) {
            emit(0, k);
            emit(1, d);
        }
    }

    @Override
    public void writeState(final StateSink sink) {
        sink.putDouble(value());
        highs.writeState(sink);
        negatedLows.writeState(sink);
        fast.writeState(sink);
        slow.writeState(sink);
    }

    @Override
    public void readState(final StateSource source) {
        emit(0, source.getDouble());
        highs.readState(source);
        negatedLows.readState(source);
        fast.readState(source);
        slow.readState(source);
    }
}
