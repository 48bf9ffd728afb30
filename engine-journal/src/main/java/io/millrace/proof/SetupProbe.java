package io.millrace.proof;

import io.millrace.calendar.TradingCalendar;
import io.millrace.engine.EngineConfig;
import io.millrace.engine.StrategyConfig;
import io.millrace.instrument.AssetClass;
import io.millrace.instrument.Instrument;
import io.millrace.instrument.Timeframe;
import io.millrace.strategy.StrategyFactory;
import io.millrace.strategy.StrategyParameters;
import io.millrace.strategy.StrategySetup;
import java.util.ArrayList;
import java.util.List;

/** Builds a strategy outside of an engine, to learn which indicators and series it asks for. */
final class SetupProbe implements StrategySetup {
    private final EngineConfig config;
    private final StrategyConfig strategy;
    private final StrategyParameters parameters;
    private final List<Wanted> wanted = new ArrayList<>();
    private final List<String> series = new ArrayList<>();

    /** An indicator that was asked for, with its stream. */
    record Wanted(Instrument instrument, int timeframe, String spec) {}

    SetupProbe(final EngineConfig config, final StrategyConfig strategy, final StrategyFactory factory) {
        this.config = config;
        this.strategy = strategy;
        this.parameters = StrategyParameters.resolve(factory.descriptor(), strategy.parameters(), new ArrayList<>());
    }

    List<Wanted> wanted() {
        return wanted;
    }

    List<String> series() {
        return series;
    }

    /** All numbers that name an indicator, a series or a symbol are below this. */
    int handedOut() {
        return Math.max(wanted.size(), Math.max(series.size(), assets()));
    }

    @Override
    public int indicator(final String spec) {
        return indicator(0, spec);
    }

    @Override
    public int assets() {
        return strategy.symbols().size();
    }

    @Override
    public String symbol(final int asset) {
        return strategy.symbols().get(asset);
    }

    @Override
    public AssetClass assetClass(final int asset) {
        return instrument(asset).assetClass();
    }

    @Override
    public TradingCalendar calendar(final int asset) {
        return instrument(asset).tradingCalendar();
    }

    @Override
    public int indicator(final int asset, final String spec) {
        return want(new Wanted(instrument(asset), strategy.timeframeSeconds(), spec));
    }

    @Override
    public int indicator(final int asset, final String timeframe, final String spec) {
        return want(new Wanted(instrument(asset), Timeframe.parse(timeframe).code(), spec));
    }

    @Override
    public int series(final String name) {
        series.add(name);
        return 0;
    }

    @Override
    public StrategyParameters parameters() {
        return parameters;
    }

    private int want(final Wanted one) {
        if (!wanted.contains(one)) {
            wanted.add(one);
        }
        return wanted.indexOf(one);
    }

    private Instrument instrument(final int asset) {
        for (final Instrument instrument : config.instruments()) {
            if (instrument.symbol().equals(symbol(asset))) {
                return instrument;
            }
        }
        throw new IllegalArgumentException("no instrument is called " + symbol(asset));
    }
}
