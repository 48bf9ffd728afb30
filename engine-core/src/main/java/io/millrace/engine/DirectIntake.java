package io.millrace.engine;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Step;
import io.millrace.feed.InputMessage;
import io.millrace.feed.InputSource;

/**
 * The intake without a simulated venue: live trading and replay, where reports come with the other inputs.
 *
 * <p>Ends with its source, not with a session: a journal may hold several.
 */
final class DirectIntake implements Intake {
    private final InputSource source;
    private final MarketGate gate;
    private boolean held;
    private long sequence;
    private long engineTimeNs = Long.MIN_VALUE;

    DirectIntake(final InputSource source, final MarketGate gate) {
        this.source = source;
        this.gate = gate;
    }

    @Override
    public boolean ready() {
        if (!held) {
            held = source.advance();
        }
        return held;
    }

    @Override
    public void write(final Step step) {
        held = false;
        engineTimeNs = Math.max(engineTimeNs, InputMessage.receiveTimeNs(source.buffer(), source.offset()));
        sequence++;
        step.begin(sequence, engineTimeNs);
        step.append(source.buffer(), source.offset(), source.length());
        step.endInput();
        gate.judge(source.buffer(), source.offset());
        gate.admit(step);
        gate.writeHash(step);
    }

    @Override
    public boolean exhausted() {
        return !held && source.exhausted();
    }

    @Override
    public void writeState(final StateSink sink) {
        gate.writeState(sink);
    }

    @Override
    public void readState(final StateSource saved) {
        gate.readState(saved);
    }

    /** Nobody saves a replay. */
    @Override
    public void tellBoundaries(final long every, final BoundaryListener listener) {
        throw new UnsupportedOperationException("an intake without a simulated venue is not saved");
    }

    @Override
    public void writeRest(final StateSink sink) {
        throw new UnsupportedOperationException("an intake without a simulated venue is not saved");
    }

    @Override
    public void onRouted(final long routedSequence) {
        // Nothing waits for the venue: its answers are inputs like any other.
    }
}
