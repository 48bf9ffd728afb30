package io.millrace.engine;

import io.millrace.event.StateHash;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Step;
import io.millrace.portfolio.Ledger;
import io.millrace.strategy.Strategy;

/**
 * The engine on one page.
 *
 * <pre>
 *   intake()      1  one input, its sequence and its time: the total order of the world; is it fit to be used?
 *   stages()[0]   2  market: bars, indicators                    writes frames
 *   stages()[1]   3  decide: strategies, portfolio, risk, orders writes outputs, seals
 *   stages()[2]   4  journal                                     nothing of the step has left before this returns
 *   stages()[3]   5  route: orders to the venue, steps to the read models
 * </pre>
 *
 * <p>A plain object: it starts no thread and reads no clock. A runner of {@code pipeline} calls the intake and the
 * stages, in this order for every step. Made by {@link EngineFactory}.
 */
public final class TradingEngine {
    /** No stage threw within {@link #process}. */
    public static final int NONE_FAILED = -1;

    private final Intake intake;
    private final MarketStage market;
    private final DecideStage decide;
    private final StepLog log;
    private final RouteStage route;
    private final IndicatorNames indicatorNames;
    private int failedStage = NONE_FAILED;

    TradingEngine(final EngineCore core, final Intake intake, final StepLog log, final RouteStage route) {
        this.intake = intake;
        this.market = core.market();
        this.decide = core.decide();
        this.log = log;
        this.route = route;
        this.indicatorNames = core.indicatorNames();
    }

    /** Stage 1. */
    public Intake intake() {
        return intake;
    }

    /** Stages 2 to 5, in order. */
    public Stage[] stages() {
        return new Stage[] {market, decide, log::append, route};
    }

    /** Hash over the state of intake, market and decide. Only while no stage runs. */
    public long stateHash() {
        final StateHash hash = new StateHash();
        intake.writeState(hash);
        market.writeState(hash);
        decide.writeState(hash);
        return hash.value();
    }

    /** Has a listener told when the state may be copied; see {@link Intake#tellBoundaries}. Before the first step. */
    public void tellBoundaries(final long every, final BoundaryListener listener) {
        intake.tellBoundaries(every, listener);
    }

    /** Writes all that a fresh engine needs to go on from here; only within {@link BoundaryListener#onBoundary}. */
    public void writeState(final StateSink sink) {
        intake.writeState(sink);
        market.writeState(sink);
        decide.writeState(sink);
        intake.writeRest(sink);
    }

    /** Reads what {@link #writeState} wrote, but for the rest of the intake. */
    void readParts(final StateSource source) {
        intake.readState(source);
        market.readState(source);
        decide.readState(source);
    }

    /** The strategy of a sleeve as its factory made it, for who made it to ask what became of it. Any thread. */
    public Strategy strategy(final int sleeve) {
        return decide.strategy(sleeve);
    }

    /** What the values in its Indicators frames are. Any thread. */
    public IndicatorNames indicatorNames() {
        return indicatorNames;
    }

    /** Hash over every order command so far. Only while no stage runs. */
    public long orderHash() {
        return decide.orderHash();
    }

    /**
     * Adds up the ledger from its lots, and the open orders. For tests, after any step; only while no stage runs.
     *
     * @throws IllegalStateException naming the law that does not hold
     */
    public void checkConservation() {
        decide.checkConservation();
    }

    /** The book, for tests that hold it against an account of their own. Only while no stage runs. */
    Ledger ledger() {
        return decide.ledger();
    }

    /** Runs one input through everything on the calling thread; false when none is there. */
    public boolean runOne(final Step step) {
        if (!intake.ready()) {
            return false;
        }
        intake.write(step);
        process(step);
        intake.onRouted(step.sequence());
        return true;
    }

    /** Stages 2 to 5 on the calling thread. */
    public void process(final Step step) {
        int stage = 0;
        try {
            market.onStep(step);
            stage++;
            decide.onStep(step);
            stage++;
            log.append(step);
            stage++;
            route.onStep(step);
        } catch (final Throwable fault) {
            failedStage = stage;
            throw fault;
        }
    }

    /** Place in {@link #stages} of the stage that threw within {@link #process}, or {@link #NONE_FAILED}. */
    public int failedStage() {
        return failedStage;
    }
}
