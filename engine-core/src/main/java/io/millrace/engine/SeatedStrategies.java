package io.millrace.engine;

import io.millrace.config.ConfigException;
import io.millrace.indicator.IndicatorBank;
import io.millrace.instrument.Instrument;
import io.millrace.instrument.InstrumentTable;
import io.millrace.strategy.Strategy;
import io.millrace.strategy.StrategyCatalog;
import io.millrace.strategy.StrategyFactory;
import io.millrace.strategy.Universe;
import java.util.List;

/**
 * The strategies of a configuration, built in sleeve order, and all streams and indicators that they, the risk gate and
 * the regimes asked for: equal configurations give the same numbers to the same things.
 */
record SeatedStrategies(
        EngineWiring wiring,
        StrategySeat[] seats,
        Strategy[] strategies,
        Subscriptions[] subscriptions,
        RegimeReferences regimes) {
    /** What the volatility control of the risk gate looks at. */
    private static final String RANGE = "atr(14)";

    /**
     * Builds them.
     *
     * @throws ConfigException if a strategy refuses its parameters
     */
    static SeatedStrategies of(final EngineConfig config, final StrategyCatalog catalog) {
        final InstrumentTable instruments = InstrumentTable.of(config.instruments());
        final List<StrategyConfig> configs = config.strategies();
        final EngineWiring wiring = new EngineWiring(
                instruments, new StreamTable(instruments.size()), new IndicatorBank(), config.series());
        final Strategy[] strategies = new Strategy[configs.size()];
        final StrategySeat[] seats = new StrategySeat[configs.size()];
        final Subscriptions[] subscriptions = new Subscriptions[configs.size()];
        for (int i = 0; i < strategies.length; i++) {
            final StrategyFactory factory = factory(configs.get(i), catalog);
            seats[i] = seat(i, config, factory, wiring);
            final StrategySeating seating = StrategySeating.of(factory, configs.get(i), seats[i], wiring);
            strategies[i] = build(factory, seating);
            subscriptions[i] = seating.subscriptions();
        }
        final RegimeReferences regimes = RegimeReferences.of(config.portfolio().regimes(), wiring);
        return new SeatedStrategies(wiring, seats, strategies, subscriptions, regimes);
    }

    private static StrategyFactory factory(final StrategyConfig config, final StrategyCatalog catalog) {
        try {
            return catalog.find(config.name());
        } catch (final IllegalArgumentException e) {
            throw new ConfigException(e.getMessage());
        }
    }

    private static StrategySeat seat(
            final int id, final EngineConfig engine, final StrategyFactory factory, final EngineWiring wiring) {
        final StrategyConfig config = engine.strategies().get(id);
        final boolean ranged = engine.risk().strategy(id).boundsVolatility();
        final List<String> symbols = config.symbols();
        final Instrument[] universe = new Instrument[symbols.size()];
        final int[] streams = new int[universe.length];
        final int[] rangeSlots = new int[universe.length];
        for (int i = 0; i < universe.length; i++) {
            final int instrument = wiring.instruments().idOf(symbols.get(i));
            if (instrument == InstrumentTable.UNKNOWN) {
                throw new ConfigException("strategies." + id + ".symbol names \"" + symbols.get(i)
                        + "\"; expected the symbol of one of the instruments");
            }
            universe[i] = wiring.instruments().get(instrument);
            streams[i] = wiring.stream(instrument, config.timeframeSeconds());
            rangeSlots[i] = ranged ? wiring.indicator(streams[i], RANGE) : StrategySeat.NO_RANGE;
        }
        final boolean sliced = factory.descriptor().universe() == Universe.MANY;
        return new StrategySeat(id, universe, streams, sliced, config.warmUpBars(), rangeSlots);
    }

    private static Strategy build(final StrategyFactory factory, final StrategySeating seating) {
        try {
            return factory.create(seating);
        } catch (final IllegalArgumentException e) {
            throw new ConfigException(e.getMessage());
        }
    }
}
