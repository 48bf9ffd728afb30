package io.millrace.engine;

import io.millrace.event.Messages;
import io.millrace.event.Step;
import io.millrace.event.codec.SessionDownDecoder;
import io.millrace.feed.InputMessage;
import io.millrace.feed.InputSource;

/** The intake without a simulated venue: live trading and replay, where reports come with the other inputs. */
final class DirectIntake implements Intake {
    private final InputSource source;
    private final boolean recorded;
    private boolean held;
    private boolean ended;
    private long sequence;
    private long engineTimeNs = Long.MIN_VALUE;

    /** @param recorded the source is a journal: what follows a session's end is the next session */
    DirectIntake(final InputSource source, final boolean recorded) {
        this.source = source;
        this.recorded = recorded;
    }

    @Override
    public boolean ready() {
        if (!held && !ended) {
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
        ended = !recorded
                && Messages.templateId(source.buffer(), source.offset()) == SessionDownDecoder.TEMPLATE_ID;
    }

    @Override
    public boolean exhausted() {
        return ended || (!held && source.exhausted());
    }

    @Override
    public void onRouted(final long routedSequence) {
        // Nothing waits for the venue: its answers are inputs like any other.
    }
}
