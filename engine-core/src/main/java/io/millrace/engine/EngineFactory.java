package io.millrace.engine;

import io.millrace.event.Step;
import io.millrace.feed.InputSource;
import io.millrace.strategy.StrategyCatalog;
import io.millrace.venue.RateFees;
import io.millrace.venue.SessionClock;
import io.millrace.venue.SimulatedVenue;

/** Makes engines from a configuration: for a new run, for a replay, for a run that goes on after a crash. */
public final class EngineFactory {
    private final EngineConfig config;
    private final StrategyCatalog strategies;

    public EngineFactory(final EngineConfig config) {
        this(config, StrategyCatalog.standard());
    }

    /** With strategies that this build does not have. */
    public EngineFactory(final EngineConfig config, final StrategyCatalog strategies) {
        this.config = config;
        this.strategies = strategies;
    }

    /** A new run against the simulated venue: backtest and paper. */
    public TradingEngine simulated(final InputSource source, final StepLog log, final StepListener listener) {
        final EngineCore core = EngineCore.of(config, strategies);
        return simulated(core, venue(), market(), 0, Long.MIN_VALUE, source, log, listener);
    }

    /** Runs recorded inputs again; nothing leaves, the venue's answers are among the inputs. */
    public TradingEngine replaying(final InputSource recorded, final StepLog log, final StepListener listener) {
        return new TradingEngine(
                EngineCore.of(config, strategies),
                new DirectIntake(recorded),
                log,
                new RouteStage((buffer, block, timeNs) -> {}, listener));
    }

    /**
     * Continues a run: first the recorded steps give back the state of the engine and of the simulated venue, then
     * {@code source} goes on.
     *
     * @param recorded the inputs of the journal, all of them
     * @param check is shown each recomputed step, to compare it with the recorded one
     */
    public TradingEngine recovered(
            final InputSource recorded,
            final StepLog check,
            final InputSource source,
            final StepLog log,
            final StepListener listener) {
        final EngineCore core = EngineCore.of(config, strategies);
        final SimulatedVenue venue = venue();
        final VenueMarket market = market();
        final RecoveredMarket recovery =
                new RecoveredMarket(venue.recovery(), market, config.venue().orderLatencyNs());
        final TradingEngine past =
                new TradingEngine(core, new DirectIntake(recorded), check, new RouteStage(recovery, recovery));
        final Step step = new Step();
        while (past.runOne(step)) {
            continue;
        }
        return simulated(core, venue, market, recovery.lastSequence(), recovery.lastTimeNs(), source, log, listener);
    }

    private TradingEngine simulated(
            final EngineCore core,
            final SimulatedVenue venue,
            final VenueMarket market,
            final long lastSequence,
            final long lastTimeNs,
            final InputSource source,
            final StepLog log,
            final StepListener listener) {
        final OrderHandOff orders = new OrderHandOff();
        final Intake intake = new SimulatedIntake(
                source, venue, market, orders, config.venue().orderLatencyNs(), lastSequence, lastTimeNs);
        return new TradingEngine(core, intake, log, new RouteStage(orders, listener));
    }

    private VenueMarket market() {
        return new VenueMarket(config.instruments().size());
    }

    private SimulatedVenue venue() {
        final long[] lots = new long[config.instruments().size()];
        for (int i = 0; i < lots.length; i++) {
            lots[i] = config.instruments().get(i).lot();
        }
        return new SimulatedVenue(
                config.venue(),
                new RateFees(config.fees().maker(), config.fees().taker()),
                SessionClock.ROUND_THE_CLOCK,
                lots);
    }
}
