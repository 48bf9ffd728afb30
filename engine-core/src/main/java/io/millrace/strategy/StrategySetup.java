package io.millrace.strategy;

/** What a strategy may ask for while it is built. */
public interface StrategySetup {
    /**
     * Subscribes to an indicator on the strategy's stream.
     *
     * @param spec its canonical text, for example {@code sma(50)}
     * @return the slot to pass to {@link StrategyContext#indicator}
     * @throws IllegalArgumentException if there is no such indicator or its parameters are out of range
     */
    int indicator(String spec);

    /** The strategy's parameters, checked against its descriptor, defaults filled in. */
    StrategyParameters parameters();
}
