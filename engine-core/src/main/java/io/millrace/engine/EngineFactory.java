package io.millrace.engine;

import io.millrace.feed.InputSource;
import io.millrace.instrument.ActionSchedule;
import io.millrace.instrument.InstrumentTable;
import io.millrace.strategy.StrategyCatalog;
import io.millrace.venue.CalendarSessions;
import io.millrace.venue.InstrumentFees;
import io.millrace.venue.SimulatedVenue;
import io.millrace.venue.VenueGateway;

/** Makes engines from a configuration: for a new run, for a replay, for a run that goes on after a stop or a crash. */
public final class EngineFactory {
    private final EngineConfig config;
    private final StrategyCatalog strategies;
    private final boolean sending;

    public EngineFactory(final EngineConfig config) {
        this(config, config.catalog());
    }

    /** With strategies that this build does not have. */
    public EngineFactory(final EngineConfig config, final StrategyCatalog strategies) {
        this(config, strategies, true);
    }

    private EngineFactory(final EngineConfig config, final StrategyCatalog strategies, final boolean sending) {
        this.config = config;
        this.strategies = strategies;
        this.sending = sending;
    }

    /** A factory whose engines decide and journal, but hand no order to a venue. */
    public EngineFactory withoutSending() {
        return new EngineFactory(config, strategies, false);
    }

    /** A new run against the simulated venue: backtest and paper. */
    public TradingEngine simulated(final InputSource source, final StepLog log, final StepListener listener) {
        final OrderHandOff orders = new OrderHandOff();
        return new TradingEngine(
                EngineCore.of(config, strategies),
                intake(source, orders, false),
                log,
                new RouteStage(gateway(orders), listener));
    }

    /** Runs recorded inputs again; nothing leaves, the venue's answers are among the inputs. */
    public TradingEngine replaying(final InputSource recorded, final StepLog log, final StepListener listener) {
        return new TradingEngine(
                EngineCore.of(config, strategies),
                new DirectIntake(recorded, gate()),
                log,
                new RouteStage((buffer, block, timeNs) -> {}, listener));
    }

    /**
     * Begins to continue a run: the recorded inputs give back the state of the engine and of the simulated venue.
     *
     * @param recorded the inputs of the journal, all but the reports of the simulated venue; then, if the journal ends
     *     inside an event, that event
     * @param check is shown each recomputed step, to compare it with the recorded one
     */
    public EngineRecovery recovering(final InputSource recorded, final StepLog check, final StepListener listener) {
        final OrderHandOff orders = new OrderHandOff();
        return new EngineRecovery(
                EngineCore.of(config, strategies), intake(recorded, orders, true), gateway(orders), check, listener);
    }

    private SimulatedIntake intake(final InputSource source, final OrderHandOff orders, final boolean recorded) {
        return new SimulatedIntake(source, venue(), gate(), orders, recorded);
    }

    private VenueGateway gateway(final OrderHandOff orders) {
        return sending ? orders : (buffer, block, timeNs) -> {};
    }

    private MarketGate gate() {
        return new MarketGate(InstrumentTable.of(config.instruments()), config.market());
    }

    private SimulatedVenue venue() {
        final InstrumentTable instruments = InstrumentTable.of(config.instruments());
        final long[] lots = new long[config.instruments().size()];
        for (int i = 0; i < lots.length; i++) {
            lots[i] = config.instruments().get(i).lot();
        }
        return new SimulatedVenue(
                config.venue(),
                new InstrumentFees(config.fees().terms(config.instruments())),
                new CalendarSessions(instruments.calendars()),
                new ActionSchedule(instruments),
                lots,
                config.seed());
    }
}
