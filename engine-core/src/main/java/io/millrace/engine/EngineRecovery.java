package io.millrace.engine;

import io.millrace.event.StateException;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Step;
import io.millrace.feed.InputSource;
import io.millrace.venue.VenueGateway;

/**
 * An engine on its way back to where a journal ends: the recorded inputs run through it and its simulated venue, the
 * steps that come out are held against the recorded ones, then a live source goes on. One thread.
 */
public final class EngineRecovery {
    private final EngineCore core;
    private final SimulatedIntake intake;
    private final VenueGateway gateway;
    private final TradingEngine past;
    private final Step step = new Step();

    EngineRecovery(
            final EngineCore core,
            final SimulatedIntake intake,
            final VenueGateway gateway,
            final StepLog check,
            final StepListener listener) {
        this.core = core;
        this.intake = intake;
        this.gateway = gateway;
        this.past = new TradingEngine(core, intake, check, new RouteStage(gateway, listener));
    }

    /**
     * Takes over a state that {@link TradingEngine#writeState} wrote; before the first step. The recorded inputs must
     * then be those behind it.
     *
     * @throws io.millrace.event.StateException if it cannot be this engine's; this object is of no use then
     */
    public void readState(final StateSource source) {
        try {
            past.readParts(source);
            intake.readRest(source);
        } catch (final IndexOutOfBoundsException
                | IllegalArgumentException
                | IllegalStateException
                | ArithmeticException e) {
            throw new StateException("saved state: " + e + ". Run the journal from its begin.", e);
        }
    }

    /** See {@link TradingEngine#writeState}. */
    public void writeState(final StateSink sink) {
        past.writeState(sink);
    }

    /** See {@link TradingEngine#stateHash}. */
    public long stateHash() {
        return past.stateHash();
    }

    /** Hash over all orders since the journal's begin. */
    public long orderHash() {
        return past.orderHash();
    }

    /** Recomputes one step; false when the recorded inputs are used up. */
    public boolean runOne() {
        return past.runOne(step);
    }

    /**
     * True when the journal ends inside an event: the venue has seen it, some of its reports are recorded, it is not.
     */
    public boolean endsInsideEvent() {
        return intake.holdsEvent();
    }

    /**
     * The engine that goes on.
     *
     * @param live gives all further inputs
     * @param openingMessages so many of them (the new session, a kill) go before the rest of an event under way
     */
    public TradingEngine continueWith(
            final InputSource live, final int openingMessages, final StepLog log, final StepListener listener) {
        intake.goLive(live, openingMessages);
        return new TradingEngine(core, intake, log, new RouteStage(gateway, listener));
    }
}
