package io.millrace.engine;

import io.millrace.config.ConfigException;
import io.millrace.indicator.IndicatorSpec;
import io.millrace.instrument.ActionSchedule;
import io.millrace.instrument.InstrumentTable;
import io.millrace.portfolio.Ledger;
import io.millrace.portfolio.regime.RegimeBoard;
import io.millrace.portfolio.regime.RegimeConfig;
import io.millrace.strategy.StrategyCatalog;

/**
 * The part of the engine that holds its state: market and decide, built from a configuration. Lives on when inputs
 * change hands, from the journal that is recovered to the feed that goes on.
 */
final class EngineCore {
    private final MarketStage market;
    private final DecideStage decide;
    private final IndicatorNames indicatorNames;

    private EngineCore(final MarketStage market, final DecideStage decide, final IndicatorNames indicatorNames) {
        this.market = market;
        this.decide = decide;
        this.indicatorNames = indicatorNames;
    }

    /**
     * Builds everything that a configuration names, sleeves funded.
     *
     * @throws ConfigException if a strategy refuses its parameters
     */
    static EngineCore of(final EngineConfig config, final StrategyCatalog catalog) {
        final SeatedStrategies seated = SeatedStrategies.of(config, catalog);
        final EngineWiring wiring = seated.wiring();
        final DecideParts parts = parts(config, wiring);
        final PortfolioDesk portfolio = portfolio(config, seated.regimes(), parts);
        final StrategySlot[] slots = new StrategySlot[config.strategies().size()];
        for (int i = 0; i < slots.length; i++) {
            parts.ledger().deposit(i, config.strategies().get(i).capital());
            slots[i] = new StrategySlot(
                    seated.seats()[i], seated.strategies()[i], seated.subscriptions()[i], parts, portfolio);
        }
        fundReserve(config, parts.ledger());
        final InstrumentTable instruments = wiring.instruments();
        final StreamTable streams = wiring.streams();
        final StrategyCalls calls = new StrategyCalls(slots, streams.size(), instruments.size(), parts);
        return new EngineCore(
                new MarketStage(streams, instruments.calendars(), wiring.indicators(), new ActionSchedule(instruments)),
                new DecideStage(parts, slots, calls, portfolio),
                IndicatorNames.of(wiring));
    }

    MarketStage market() {
        return market;
    }

    DecideStage decide() {
        return decide;
    }

    IndicatorNames indicatorNames() {
        return indicatorNames;
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
