package io.millrace.strategy;

import io.millrace.calendar.TradingCalendar;
import io.millrace.instrument.AssetClass;

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

    /** Instruments of the universe; at least 1. */
    int assets();

    /** Symbol of an instrument of the universe. */
    String symbol(int asset);

    /** What kind of instrument it is. */
    AssetClass assetClass(int asset);

    /** When it trades. */
    TradingCalendar calendar(int asset);

    /** {@link #indicator(String)} on the bars of any instrument of the universe. */
    int indicator(int asset, String spec);

    /**
     * An indicator of another timeframe: its value is that of the newest completed bar of it.
     *
     * @param timeframe for example {@code 1d}; a multiple of what the feed gives
     */
    int indicator(int asset, String timeframe, String spec);

    /**
     * Subscribes to a named series of observations.
     *
     * @return the slot to pass to {@link StrategyContext#series}, also when nothing of that name is configured: its
     *     value then is NaN for ever
     */
    int series(String name);

    /** The strategy's parameters, checked against its descriptor, defaults filled in. */
    StrategyParameters parameters();
}
