package io.millrace.engine;

import io.millrace.calendar.CalendarRegistry;
import io.millrace.calendar.TradingCalendar;
import io.millrace.instrument.AssetClass;
import io.millrace.strategy.StrategyParameters;
import io.millrace.strategy.StrategySetup;

/** A setup for an instance that is only built, to hear whether its parameters go together. */
record TrialSetup(StrategyParameters parameters) implements StrategySetup {
    @Override
    public int assets() {
        return 1;
    }

    @Override
    public String symbol(final int asset) {
        return "TRIAL";
    }

    @Override
    public AssetClass assetClass(final int asset) {
        return AssetClass.EQUITY;
    }

    @Override
    public TradingCalendar calendar(final int asset) {
        return CalendarRegistry.find(CalendarRegistry.ALWAYS_OPEN);
    }

    @Override
    public int indicator(final String spec) {
        return 0;
    }

    @Override
    public int indicator(final int asset, final String spec) {
        return 0;
    }

    @Override
    public int indicator(final int asset, final String timeframe, final String spec) {
        return 0;
    }

    @Override
    public int series(final String name) {
        return 0;
    }
}
