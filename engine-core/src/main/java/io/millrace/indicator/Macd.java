package io.millrace.indicator;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import java.util.List;

/**
 * Moving average convergence/divergence; bit for bit TA-Lib's.
 *
 * <p>Both averages get their first value at the same bar, so the fast one leaves out the first inputs, as in TA-Lib.
 * Its seed is then as old as the slow one's, and the first line is a difference of two plain means.
 */
final class Macd extends MultiIndicator {
    static final IndicatorDefinition DEFINITION = new IndicatorDefinition(
            "macd",
            "moving average convergence/divergence",
            "line = ema(fast) - ema(slow); signal = ema(signal) of the line; histogram = line - signal; each ema as"
                    + " 'ema', seeded with a mean; both of the line start at bar 'slow', the fast one with the mean of"
                    + " the last 'fast' inputs; first values at bar slow + signal - 1",
            "Appel, The Moving Average Convergence-Divergence Method (1979); seeds as in TA-Lib MACD (classic)",
            List.of(
                    IndicatorParameter.bars("fast", 12, "bars of the fast average, fewer than of the slow one"),
                    IndicatorParameter.bars("slow", 26, "bars of the slow average"),
                    IndicatorParameter.bars("signal", 9, "bars of the average of the line")),
            BarInput.CLOSE,
            List.of("line", "signal", "histogram"),
            spec -> new Macd(spec.whole(0), spec.whole(1), spec.whole(2)));

    private final ExponentialMean fast;
    private final ExponentialMean slow;
    private final ExponentialMean signal;
    private int leftOut;

    private Macd(final int fastPeriod, final int slowPeriod, final int signalPeriod) {
        super(
                slowPeriod + signalPeriod - 1,
                slowPeriod + signalPeriod + SeedFade.ofExponential(slowPeriod) + SeedFade.ofExponential(signalPeriod),
                DEFINITION.outputs().size());
        if (fastPeriod >= slowPeriod) {
            throw new IllegalArgumentException("indicator 'macd': fast is " + fastPeriod + " and slow is " + slowPeriod
                    + "; expected fast below slow, as in macd(12,26,9)");
        }
        this.fast = new ExponentialMean(fastPeriod);
        this.slow = new ExponentialMean(slowPeriod);
        this.signal = new ExponentialMean(signalPeriod);
        this.leftOut = slowPeriod - fastPeriod;
    }

    @Override
    public void update(final double input, final BarValues bar) {
        slow.add(input);
        if (leftOut > 0) {
            leftOut--;
            return;
        }
        fast.add(input);
        if (!slow.isFull()) {
            return;
        }
        final double line = fast.mean() - slow.mean();
        signal.add(line);
        if (signal.isFull()) {
            emit(0, line);
            emit(1, signal.mean());
            emit(2, line - signal.mean());
        }
    }

    @Override
    public void writeState(final StateSink sink) {
        sink.putLong(leftOut);
        fast.writeState(sink);
        slow.writeState(sink);
        signal.writeState(sink);
    }

    @Override
    public void readState(final StateSource source) {
        leftOut = source.getInt("Macd.leftOut");
        fast.readState(source);
        slow.readState(source);
        signal.readState(source);
    }
}
