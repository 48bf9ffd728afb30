package io.millrace.strategy;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;

/**
 * The G-Score of S1: one point each for a high VIX, a falling SPY and a rising oil price. SPY is the instrument of that
 * symbol where the universe has it, else the series {@code spy}; the others are the series {@code vix} and {@code oil}.
 * What is missing gives no point. Decide thread.
 */
final class MarketStress implements Stateful {
    private static final int NONE = -1;

    private final double vixLevel;
    private final double spyFall;
    private final double oilRise;
    private final SeriesReading vix;
    private final SeriesReading spy;
    private final SeriesReading oil;
    private final int spyAsset;
    private final int spySlot;

    /** @param firstReason what is said when the VIX is missing; the next two are of SPY and oil */
    MarketStress(final StrategySetup setup, final long maxAgeNs, final int firstReason) {
        final StrategyParameters parameters = setup.parameters();
        final int period = parameters.integer("macroPeriod");
        vixLevel = parameters.real("vixLevel");
        spyFall = parameters.real("spyFall");
        oilRise = parameters.real("oilRise");
        spyAsset = find(setup, "SPY");
        vix = new SeriesReading(setup.series("vix"), maxAgeNs, firstReason, 0);
        // Not asked for where the universe has it, so that nobody is told that it is missing.
        spy = new SeriesReading(spyAsset == NONE ? setup.series("spy") : NONE, maxAgeNs, firstReason + 1, period);
        oil = new SeriesReading(setup.series("oil"), maxAgeNs, firstReason + 2, period);
        spySlot = spyAsset == NONE ? NONE : setup.indicator(spyAsset, "roc(" + period + ")");
    }

    private static int find(final StrategySetup setup, final String symbol) {
        for (int asset = 0; asset < setup.assets(); asset++) {
            if (setup.symbol(asset).equals(symbol)) {
                return asset;
            }
        }
        return NONE;
    }

    /** Once a slice, so that no observation of a day is missed. */
    void sample(final StrategyContext context) {
        vix.sample(context);
        oil.sample(context);
        if (spyAsset == NONE) {
            spy.sample(context);
        }
    }

    /** Tells an operator, once for each, what is missing. */
    void tellIfMissing(final StrategyContext context) {
        vix.tellIfMissing(context);
        if (spyAsset == NONE) {
            spy.tellIfMissing(context);
        }
        oil.tellIfMissing(context);
    }

    /** 0 to 3. */
    int score(final StrategyContext context) {
        final double spyChange = spyAsset == NONE ? spy.change() : context.indicator(spySlot) / 100;
        // Comparisons with NaN are false: what is missing gives no point.
        return (vix.value(context) > vixLevel ? 1 : 0)
                + (spyChange < -spyFall ? 1 : 0)
                + (oil.change() > oilRise ? 1 : 0);
    }

    @Override
    public void writeState(final StateSink sink) {
        vix.writeState(sink);
        spy.writeState(sink);
        oil.writeState(sink);
    }

    @Override
    public void readState(final StateSource source) {
        vix.readState(source);
        spy.readState(source);
        oil.readState(source);
    }
}
