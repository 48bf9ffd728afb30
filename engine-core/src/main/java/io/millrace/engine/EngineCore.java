package io.millrace.engine;

import io.millrace.config.ConfigException;
import io.millrace.indicator.IndicatorBank;
import io.millrace.indicator.IndicatorSpec;
import io.millrace.instrument.ActionSchedule;
import io.millrace.instrument.Instrument;
import io.millrace.instrument.InstrumentTable;
import io.millrace.portfolio.Ledger;
import io.millrace.portfolio.regime.RegimeBoard;
import io.millrace.portfolio.regime.RegimeConfig;
import io.millrace.strategy.Strategy;
import io.millrace.strategy.StrategyCatalog;
import io.millrace.strategy.StrategyFactory;
import io.millrace.strategy.Universe;
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
        final RegimeReferences references =
                RegimeReferences.of(config.portfolio().regimes(), wiring);
        final DecideParts parts = parts(config, wiring);
        final PortfolioDesk portfolio = portfolio(config, references, parts);
        final StrategySlot[] slots = new StrategySlot[strategies.length];
        for (int i = 0; i < slots.length; i++) {
            parts.ledger().deposit(i, configs.get(i).capital());
            slots[i] = new StrategySlot(seats[i], strategies[i], subscriptions[i], parts, portfolio);
        }
        fundReserve(config, parts.ledger());
        final StreamTable streams = wiring.streams();
        final StrategyCalls calls = new StrategyCalls(slots, streams.size(), instruments.size(), parts);
        return new EngineCore(
                new MarketStage(streams, instruments.calendars(), wiring.indicators(), new ActionSchedule(instruments)),
                new DecideStage(parts, slots, calls, portfolio));
    }

    MarketStage market() {
        return market;
    }

    DecideStage decide() {
        return decide;
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

    /** What no strategy has a budget for is in the last sleeve. */
    private static void fundReserve(final EngineConfig config, final Ledger ledger) {
        if (config.portfolio().hasBudgets()) {
            ledger.deposit(ledger.sleeveCount() - 1, config.startingCapital() - ledger.totalDeposits());
        }
    }

    private static PortfolioDesk portfolio(
            final EngineConfig config, final RegimeReferences references, final DecideParts parts) {
        final RegimeConfig regimes = config.portfolio().regimes();
        final RegimeBoard board = new RegimeBoard(regimes, config.strategies().size());
        final RegimeWatch watch =
                new RegimeWatch(regimes, references, board, parts.values(), parts.series(), parts.output());
        return new PortfolioDesk(config, parts, watch);
    }

    private static IndicatorValues values(final EngineWiring wiring) {
        final IndicatorSpec[][] specs = new IndicatorSpec[wiring.streams().size()][];
        final int[] instruments = new int[specs.length];
        for (int i = 0; i < specs.length; i++) {
            instruments[i] = wiring.streams().instrument(i);
            specs[i] = new IndicatorSpec[wiring.indicators().count(i)];
            for (int slot = 0; slot < specs[i].length; slot++) {
                specs[i][slot] = wiring.indicators().spec(i, slot);
            }
        }
        return new IndicatorValues(specs, instruments);
    }

    private static DecideParts parts(final EngineConfig config, final EngineWiring wiring) {
        final InstrumentTable instruments = wiring.instruments();
        final int sleeves = config.strategies().size() + (config.portfolio().hasBudgets() ? 1 : 0);
        final Ledger ledger = new Ledger(sleeves, instruments.size(), Ledger.DEFAULT_MAX_LOTS, config.currencies());
        final Touch touch = new Touch(instruments.size());
        final OutputWriter output = new OutputWriter();
        final SeriesValues series = new SeriesValues(config.series().size());
        final OrderDesk desk = new OrderDesk(config, instruments, ledger, touch, series, output);
        final DataWatch watch = new DataWatch(config.market(), config.instruments(), output);
        int views = 0;
        for (final StrategyConfig strategy : config.strategies()) {
            views += strategy.symbols().size();
        }
        final Netting netting = new Netting(config.portfolio().netting(), views, desk, touch);
        return new DecideParts(
                ledger, desk, touch, new ActionSchedule(instruments), values(wiring), series, watch, netting, output);
    }
}
