package io.millrace.plugin;

import io.millrace.book.ClosedBar;
import io.millrace.event.StateException;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.strategy.Fill;
import io.millrace.strategy.Strategy;
import io.millrace.strategy.StrategyContext;
import io.millrace.strategy.Wrapping;

/**
 * A plug-in's strategy: errors that would end the engine become the exception that ends only the strategy. Decide
 * thread; allocates nothing unless something is thrown.
 */
final class ContainedStrategy implements Strategy, Wrapping {
    private final Strategy strategy;
    private final String name;

    /** Written by the decide thread, read by who is told of it elsewhere. */
    private volatile PluginFault fault;

    ContainedStrategy(Strategy strategy, String name) {
        this.strategy = strategy;
        this.name = name;
    }

    @Override
    public Object wrapped() {
        return strategy;
    }

    /** What it threw first; null when nothing. */
    PluginFault fault() {
        return fault;
    }

    @Override
    public void onBar(ClosedBar bar, StrategyContext context) {
        requireSound();
        try {
            strategy.onBar(bar, context);
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError | OutOfMemoryError e) {
            throw broken("onBar", e);
        }
    }

    @Override
    public void onSlice(long closeTimeNs, StrategyContext context) {
        requireSound();
        try {
            strategy.onSlice(closeTimeNs, context);
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError | OutOfMemoryError e) {
            throw broken("onSlice", e);
        }
    }

    @Override
    public void onEvaluation(StrategyContext context) {
        requireSound();
        try {
            strategy.onEvaluation(context);
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError | OutOfMemoryError e) {
            throw broken("onEvaluation", e);
        }
    }

    @Override
    public void onTrade(long price, long quantity, StrategyContext context) {
        requireSound();
        try {
            strategy.onTrade(price, quantity, context);
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError | OutOfMemoryError e) {
            throw broken("onTrade", e);
        }
    }

    @Override
    public void onQuote(long bid, long ask, StrategyContext context) {
        requireSound();
        try {
            strategy.onQuote(bid, ask, context);
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError | OutOfMemoryError e) {
            throw broken("onQuote", e);
        }
    }

    @Override
    public void onFill(Fill fill, StrategyContext context) {
        requireSound();
        try {
            strategy.onFill(fill, context);
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError | OutOfMemoryError e) {
            throw broken("onFill", e);
        }
    }

    @Override
    public void onOrderEnded(long orderId, StrategyContext context) {
        requireSound();
        try {
            strategy.onOrderEnded(orderId, context);
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError | OutOfMemoryError e) {
            throw broken("onOrderEnded", e);
        }
    }

    @Override
    public void onSplit(int to, int from, StrategyContext context) {
        requireSound();
        try {
            strategy.onSplit(to, from, context);
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError | OutOfMemoryError e) {
            throw broken("onSplit", e);
        }
    }

    /** Must not throw: the engine asks every part for its state, and has nobody to take out of service then. */
    @Override
    public void writeState(StateSink sink) {
        sink.putLong(fault == null ? 0 : 1);
        if (fault == null) {
            try {
                strategy.writeState(sink);
            } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError | OutOfMemoryError e) {
                broken("writeState", e);
            }
        }
    }

    /** Throws: the state cannot be taken over, and the journal is run again instead. */
    @Override
    public void readState(StateSource source) {
        if (source.getBoolean("plug-in " + name + ".fault")) {
            fault = new PluginFault(name + " had thrown before the state was saved", null);
            return;
        }
        try {
            strategy.readState(source);
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError | OutOfMemoryError e) {
            throw new StateException("plug-in " + name + " cannot read its state back: " + PluginJar.reason(e), e);
        }
    }

    private void requireSound() {
        if (fault != null) {
            throw fault;
        }
    }

    /** A full step is the engine's to report, so its exception goes through as it is. */
    private RuntimeException broken(String where, Throwable thrown) {
        if (thrown instanceof io.millrace.event.StepTooLongException tooLong) {
            return tooLong;
        }
        StackTraceElement[] trace = thrown.getStackTrace();
        String place = trace.length == 0 ? "" : " at " + trace[0];
        fault = new PluginFault(name + " threw in " + where + ": " + PluginJar.reason(thrown) + place, thrown);
        return fault;
    }
}
