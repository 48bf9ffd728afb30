package io.millrace.engine;

import io.millrace.config.ConfigException;
import io.millrace.indicator.IndicatorBank;
import io.millrace.indicator.IndicatorRegistry;
import io.millrace.instrument.InstrumentTable;
import io.millrace.portfolio.Ledger;
import io.millrace.strategy.Strategy;
import io.millrace.strategy.StrategyCatalog;
import io.millrace.strategy.StrategyFactory;
import java.util.List;

/**
 * The part of the engine that holds its state: market and decide, built from a configuration. Lives on when inputs
 * change hands, from the journal that is recovered to the feed that goes on.
 */
final class EngineCore {
    /** What the volatility control of the risk gate looks at. */
    private static final String RANGE = "atr(14)";

    private final MarketStage market;
    private final DecideStage decide;

    private EngineCore(final MarketStage market, final DecideStage decide) {
        this.market = market;
        this.decide = decide;
    }

    /**
     * Builds everything that a configuration names, sleeves funded.
     *
     * @throws ConfigException if a strategy refuses its parameters
     */
    static EngineCore of(final EngineConfig config, final StrategyCatalog catalog) {
        final InstrumentTable instruments = InstrumentTable.of(config.instruments());
        final List<StrategyConfig> configs = config.strategies();
        final StreamTable streams = new StreamTable(instruments.size());
        final IndicatorBank indicators = new IndicatorBank();
        final Strategy[] strategies = new Strategy[configs.size()];
        final StrategySeat[] seats = new StrategySeat[configs.size()];
        for (int i = 0; i < strategies.length; i++) {
            seats[i] = seat(i, config, instruments, streams, indicators);
            strategies[i] = build(configs.get(i), catalog, indicators, seats[i].stream());
        }
        final DecideParts parts = parts(config, instruments, streams, indicators);
        final StrategySlot[] slots = new StrategySlot[strategies.length];
        for (int i = 0; i < slots.length; i++) {
            parts.ledger().deposit(i, configs.get(i).capital());
            slots[i] = new StrategySlot(seats[i], strategies[i], parts);
        }
        final StrategyCalls calls = new StrategyCalls(slots, streams.size(), instruments.size(), parts.output());
        return new EngineCore(
                new MarketStage(streams, instruments.size(), indicators), new DecideStage(parts, slots, calls));
    }

    MarketStage market() {
        return market;
    }

    DecideStage decide() {
        return decide;
    }

    private static StrategySeat seat(
            final int id,
            final EngineConfig engine,
            final InstrumentTable instruments,
            final StreamTable streams,
            final IndicatorBank indicators) {
        final StrategyConfig config = engine.strategies().get(id);
        final int instrument = instruments.idOf(config.symbol());
        if (instrument == InstrumentTable.UNKNOWN) {
            throw new ConfigException("strategies." + id + ".symbol is \"" + config.symbol()
                    + "\"; expected the symbol of one of the instruments");
        }
        final int before = streams.size();
        final int stream = streams.subscribe(instrument, config.timeframeSeconds());
        if (streams.size() > before) {
            indicators.addStream();
        }
        final int rangeSlot = engine.risk().strategy(id).boundsVolatility()
                ? indicators.request(stream, IndicatorRegistry.standard().parse(RANGE))
                : StrategySeat.NO_RANGE;
        return new StrategySeat(id, instruments.get(instrument), stream, config.warmUpBars(), rangeSlot);
    }

    private static Strategy build(
            final StrategyConfig config,
            final StrategyCatalog catalog,
            final IndicatorBank indicators,
            final int stream) {
        try {
            final StrategyFactory factory = catalog.find(config.name());
            return factory.create(StrategySeating.of(factory, config, indicators, stream));
        } catch (final IllegalArgumentException e) {
            throw new ConfigException(e.getMessage());
        }
    }

    private static DecideParts parts(
            final EngineConfig config,
            final InstrumentTable instruments,
            final StreamTable streams,
            final IndicatorBank indicators) {
        final int[] slotsOfStream = new int[streams.size()];
        for (int i = 0; i < slotsOfStream.length; i++) {
            slotsOfStream[i] = indicators.count(i);
        }
        final Ledger ledger = new Ledger(config.strategies().size(), instruments.size());
        final Touch touch = new Touch(instruments.size());
        final OutputWriter output = new OutputWriter();
        final OrderDesk desk = new OrderDesk(config, instruments, ledger, touch, output);
        return new DecideParts(ledger, desk, touch, new IndicatorValues(slotsOfStream), output);
    }
}
