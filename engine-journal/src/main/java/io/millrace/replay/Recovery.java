package io.millrace.replay;

import io.millrace.chronicle.ChronicleJournal;
import io.millrace.engine.EngineFactory;
import io.millrace.engine.EngineRecovery;
import io.millrace.engine.StepListener;
import io.millrace.engine.StepLog;
import io.millrace.engine.TradingEngine;
import io.millrace.feed.InputSource;
import io.millrace.journal.JournalReader;
import java.nio.file.Path;
import org.agrona.DirectBuffer;

/**
 * J4: gets the state back from a journal, by running all of it again, and holds every step against the recorded one.
 *
 * <p>The simulated venue, being deterministic, makes its reports again; they too must equal the recorded ones. A
 * journal may end inside an event: some reports that the event caused are recorded, the event is not. Then the feed
 * must give that event again, which is what {@code next} is for. Writes nothing. One thread.
 */
public final class Recovery {
    private final Path journal;
    private final long steps;
    private FirstDifference difference;
    private EngineRecovery engine;
    private long done;

    /** @param steps steps in the journal */
    public Recovery(final Path journal, final long steps) {
        this.journal = journal;
        this.steps = steps;
    }

    /**
     * Runs the journal, to its end or to the first difference.
     *
     * @param next the feed, behind the last recorded row; asked for at most one event
     * @param listener is shown every step
     */
    public void run(final EngineFactory factory, final InputSource next, final StepListener listener) {
        try (JournalReader inputReader = ChronicleJournal.read(journal);
                JournalReader stepReader = ChronicleJournal.read(journal)) {
            final RecordedInputs recorded = new RecordedInputs(stepReader);
            final StepCheck check = new StepCheck(recorded, true);
            final StepLog log = step -> {
                recorded.advance();
                check.append(step);
            };
            final InputSource inputs = new Joined(new RecordedInputs(inputReader, false), next);
            engine = factory.recovering(inputs, log, listener);
            while (done < steps && check.difference() == null && engine.runOne()) {
                done++;
            }
            difference = check.difference();
        }
        if (difference == null && done < steps) {
            throw new ReplayException("The journal " + journal + " ends inside an event, at step " + steps
                    + " of which "
                    + done + " could be made again, and the feed does not give that event again. Give the data that the"
                    + " journal was fed with.");
        }
    }

    /** Where this build decides otherwise than recorded; null when nowhere. */
    public FirstDifference difference() {
        return difference;
    }

    /** Steps made again. */
    public long steps() {
        return done;
    }

    /** True when the feed had to give the event that was under way; it is consumed then. */
    public boolean tookNextEvent() {
        return engine.endsInsideEvent();
    }

    /** The engine that goes on; see {@link EngineRecovery#continueWith}. */
    public TradingEngine continueWith(
            final InputSource live, final int openingMessages, final StepLog log, final StepListener listener) {
        return engine.continueWith(live, openingMessages, log, listener);
    }

    /** The recorded inputs, then the feed. */
    private static final class Joined implements InputSource {
        private final InputSource feed;
        private InputSource current;

        Joined(final InputSource recorded, final InputSource feed) {
            this.current = recorded;
            this.feed = feed;
        }

        @Override
        public boolean advance() {
            if (current.advance()) {
                return true;
            }
            current = feed;
            return feed.advance();
        }

        @Override
        public boolean exhausted() {
            return false;
        }

        @Override
        public DirectBuffer buffer() {
            return current.buffer();
        }

        @Override
        public int offset() {
            return current.offset();
        }

        @Override
        public int length() {
            return current.length();
        }

        @Override
        public long recordedSequence() {
            return current.recordedSequence();
        }
    }
}
