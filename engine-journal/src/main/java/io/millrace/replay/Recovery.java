package io.millrace.replay;

import io.millrace.chronicle.ChronicleJournal;
import io.millrace.engine.EngineFactory;
import io.millrace.engine.EngineRecovery;
import io.millrace.engine.StepListener;
import io.millrace.engine.StepLog;
import io.millrace.engine.TradingEngine;
import io.millrace.event.StateBuffer;
import io.millrace.event.StateException;
import io.millrace.event.Stateful;
import io.millrace.feed.InputSource;
import io.millrace.journal.JournalReader;
import io.millrace.snapshot.Snapshot;
import io.millrace.snapshot.SnapshotException;
import io.millrace.snapshot.SnapshotFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * J4: gets the state back from a journal, by running it again from its begin or from a snapshot, and holds every step
 * against the recorded one.
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
    private final List<String> notes = new ArrayList<>();
    private List<Path> snapshots = List.of();
    private long config;
    private Stateful tally;
    private Stateful view;
    private long from;
    private long done;

    /** @param steps steps in the journal */
    public Recovery(final Path journal, final long steps) {
        this.journal = journal;
        this.steps = steps;
    }

    /**
     * Lets the run begin at the first of these snapshots that fits the journal; without one it begins at the first
     * step.
     *
     * @param saved the snapshots to try, newest first
     * @param configHash of the configuration and the build, see {@link SnapshotFolder#configHash}
     * @param savedTally was saved before the engine
     * @param savedView was saved behind the engine
     */
    public Recovery withSnapshots(
            final List<Path> saved, final long configHash, final Stateful savedTally, final Stateful savedView) {
        snapshots = List.copyOf(saved);
        config = configHash;
        tally = savedTally;
        view = savedView;
        return this;
    }

    /**
     * Runs the journal, to its end or to the first difference.
     *
     * @param next the feed, behind the last recorded row; asked for at most one event
     * @param listener is shown every step
     */
    public void run(final EngineFactory factory, final InputSource next, final StepListener listener) {
        final boolean resumed = !snapshots.isEmpty() && resume(factory, next, listener);
        if (!resumed) {
            runBehind(null, factory, next, listener);
        }
        if (difference == null && done < steps - from) {
            throw new ReplayException("The journal " + journal + " ends inside an event, at step " + steps
                    + " of which "
                    + (from + done)
                    + " could be made again, and the feed does not give that event again. Give the data,"
                    + " and the schedules,"
                    + " that the journal was fed with.");
        }
    }

    private boolean resume(final EngineFactory factory, final InputSource next, final StepListener listener) {
        final StateBuffer fresh = new StateBuffer();
        writeModels(fresh);
        for (final Path file : snapshots) {
            try {
                final Snapshot snapshot = SnapshotFolder.read(file);
                SnapshotFolder.requireFits(file, snapshot, config, steps);
                runBehind(snapshot, factory, next, listener);
                return true;
            } catch (final SnapshotException | StateException e) {
                notes.add(e.getMessage());
            }
            fresh.rewind();
            tally.readState(fresh);
            view.readState(fresh);
        }
        return false;
    }

    private void writeModels(final StateBuffer buffer) {
        tally.writeState(buffer);
        view.writeState(buffer);
    }

    private void runBehind(
            final Snapshot snapshot, final EngineFactory factory, final InputSource next, final StepListener listener) {
        try (JournalReader inputReader = reader(snapshot);
                JournalReader stepReader = reader(snapshot)) {
            final RecordedInputs recorded = new RecordedInputs(stepReader);
            final StepCheck check = new StepCheck(recorded, true);
            final StepLog log = step -> {
                recorded.advance();
                check.append(step);
            };
            final InputSource inputs = new Joined(new RecordedInputs(inputReader, false), next);
            engine = factory.recovering(inputs, log, listener);
            if (snapshot != null) {
                restore(snapshot);
            }
            while (done < steps - from && check.difference() == null && engine.runOne()) {
                done++;
            }
            difference = check.difference();
        }
    }

    private JournalReader reader(final Snapshot snapshot) {
        return snapshot == null
                ? ChronicleJournal.read(journal)
                : ChronicleJournal.readBehind(journal, snapshot.place());
    }

    private void restore(final Snapshot snapshot) {
        tally.readState(snapshot.state());
        engine.readState(snapshot.state());
        if (engine.stateHash() != snapshot.stateHash()) {
            throw new StateException("snapshot of step " + snapshot.step() + ": the state hash after reading is "
                    + Long.toHexString(engine.stateHash()) + ", it was " + Long.toHexString(snapshot.stateHash())
                    + " when it was saved");
        }
        view.readState(snapshot.state());
        snapshot.state().requireRead();
        from = snapshot.step();
    }

    /** Where this build decides otherwise than recorded; null when nowhere. */
    public FirstDifference difference() {
        return difference;
    }

    /** The step that the run began behind: that of a snapshot, or 0. */
    public long from() {
        return from;
    }

    /** Why snapshots were passed over, a sentence each. */
    public List<String> notes() {
        return List.copyOf(notes);
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
