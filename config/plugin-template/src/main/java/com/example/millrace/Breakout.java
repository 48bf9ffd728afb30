package com.example.millrace;

import io.millrace.book.ClosedBar;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.codec.SignalAction;
import io.millrace.strategy.Strategy;
import io.millrace.strategy.StrategyContext;
import io.millrace.strategy.StrategySetup;

/**
 * Buys above the mean, sells below it.
 *
 * <p>The rules of every strategy: what it decides follows from the events it has seen and nothing else (no clock, no
 * chance, no static state); it makes no objects while it runs; all it remembers goes into {@link #writeState}.
 */
final class Breakout implements Strategy {
    private final int mean;
    private long entries;

    Breakout(final StrategySetup setup) {
        mean = setup.indicator("sma(" + setup.parameters().integer("period") + ")");
    }

    @Override
    public void onBar(final ClosedBar bar, final StrategyContext context) {
        final double close = bar.closeAsDouble();
        final double level = context.indicator(mean);
        // Before the mean is known it is NaN, and every comparison with it is false.
        if (!context.mayTrade() || context.hasOpenOrders()) {
            return;
        }
        if (context.position() == 0 && close > level) {
            entries++;
            context.signal(SignalAction.ENTER_LONG, 1, close, level, 1, 0);
            context.buyForCash(context.availableCash());
        } else if (context.position() > 0 && close < level) {
            context.signal(SignalAction.EXIT_LONG, 0, close, level, 1, 1);
            context.sellPosition();
        }
    }

    @Override
    public void writeState(final StateSink sink) {
        sink.putLong(entries);
    }

    @Override
    public void readState(final StateSource source) {
        entries = source.getLong();
    }
}
