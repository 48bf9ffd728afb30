package io.millrace.replay;

import io.millrace.chronicle.ChronicleJournal;
import io.millrace.engine.EngineFactory;
import io.millrace.engine.EngineRecovery;
import io.millrace.engine.StepListener;
import io.millrace.engine.StepLog;
import io.millrace.engine.TradingEngine;
import io.millrace.event.StateException;
import io.millrace.event.Step;
import io.millrace.journal.JournalCut;
import io.millrace.journal.JournalDamagedException;
import io.millrace.journal.JournalIntegrity;
import io.millrace.journal.JournalReader;
import io.millrace.snapshot.Snapshot;
import io.millrace.snapshot.SnapshotException;
import io.millrace.snapshot.SnapshotFolder;
import io.millrace.strategy.Strategy;
import io.millrace.strategy.StrategyCatalog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;

/** J2: runs the recorded inputs of a journal through a fresh engine. Writes nothing. */
public final class Replay {
    private final Path journal;
    private final StrategyCatalog strategies;
    private String begin = "";
    private IntFunction<Strategy> ran = sleeve -> null;

    public Replay(final Path journal) {
        this(journal, StrategyCatalog.standard());
    }

    /** Of a journal that may name strategies of plug-ins. */
    public Replay(final Path journal, final StrategyCatalog strategies) {
        this.journal = journal;
        this.strategies = strategies;
    }

    /**
     * Runs the whole journal; one whose oldest cycles were deleted from the oldest snapshot that is left, see {@link
     * #begin}.
     *
     * @param compare compares every byte of every step; stops at the first difference
     * @param listener is shown every recomputed step
     * @throws io.millrace.journal.JournalException if the journal is damaged or absent
     * @throws ReplayException if this build cannot run it
     */
    public ReplayResult run(final boolean compare, final StepListener listener) {
        if (compare) {
            requireWhole();
        }
        final JournalCut cut = JournalCut.read(journal);
        if (cut != null) {
            return runBehind(cut, compare, listener);
        }
        try (JournalReader reader = ChronicleJournal.read(journal)) {
            final JournalHeader header = JournalHeader.readFrom(reader, journal.toString(), strategies);
            final RecordedInputs inputs = new RecordedInputs(reader);
            final StepCheck check = new StepCheck(inputs, compare);
            final TradingEngine engine = new EngineFactory(header.config()).replaying(inputs, check, listener);
            ran = engine::strategy;
            final Step step = new Step();
            final long start = System.nanoTime();
            while (check.difference() == null && engine.runOne(step)) {
                continue;
            }
            final long elapsed = System.nanoTime() - start;
            return new ReplayResult(
                    inputs.steps(),
                    inputs.steps() - check.reports(),
                    check.outputs(),
                    compare,
                    check.difference(),
                    engine.stateHash(),
                    engine.orderHash(),
                    elapsed);
        }
    }

    /** Where {@link #run} began, in words; empty when at the first step. After it. */
    public String begin() {
        return begin;
    }

    /**
     * The strategy of a sleeve, to be asked what became of it; null when there was no run from the first step. After
     * {@link #run}.
     */
    public Strategy strategy(final int sleeve) {
        return ran.apply(sleeve);
    }

    private ReplayResult runBehind(final JournalCut cut, final boolean compare, final StepListener listener) {
        final JournalHeader header = JournalHeader.read(journal, strategies);
        final long config = SnapshotFolder.configHash(header.config(), header.engineVersion());
        final List<Path> files = new ArrayList<>(SnapshotFolder.of(journal).newestFirst());
        Collections.reverse(files);
        final List<String> notes = new ArrayList<>();
        for (final Path file : files) {
            try {
                final Snapshot snapshot = SnapshotFolder.read(file);
                SnapshotFolder.requireFits(file, snapshot, config, Long.MAX_VALUE);
                begin = "the journal " + cut.describe() + "; run from the snapshot of step " + snapshot.step();
                return runBehind(snapshot, header, compare, listener);
            } catch (final SnapshotException | StateException | JournalDamagedException e) {
                notes.add(e.getMessage());
            }
        }
        throw new ReplayException("The journal " + journal + " " + cut.describe()
                + ", and no snapshot can be used to run it from: "
                + (notes.isEmpty() ? "there is none" : String.join("; ", notes))
                + ". Restore its snapshots from a copy.");
    }

    private ReplayResult runBehind(
            final Snapshot snapshot, final JournalHeader header, final boolean compare, final StepListener listener) {
        try (JournalReader inputReader = ChronicleJournal.readBehind(journal, snapshot.place());
                JournalReader stepReader = ChronicleJournal.readBehind(journal, snapshot.place())) {
            final RecordedInputs recorded = new RecordedInputs(stepReader);
            final StepCheck check = new StepCheck(recorded, compare);
            final StepLog log = step -> {
                recorded.advance();
                check.append(step);
            };
            final EngineRecovery engine = new EngineFactory(header.config())
                    .recovering(new RecordedInputs(inputReader, false), log, listener);
            final JournalTally tally = new JournalTally();
            tally.readState(snapshot.state());
            // The venue could make a report more than is recorded.
            final long steps = JournalContents.readBehind(journal, strategies, snapshot.place(), tally)
                            .steps()
                    - snapshot.step();
            engine.readState(snapshot.state());
            // Behind it lies what a daemon shows of itself.
            snapshot.state().skipRest();
            final long start = System.nanoTime();
            for (long i = 0; i < steps && check.difference() == null && engine.runOne(); i++) {
                continue;
            }
            return new ReplayResult(
                    recorded.steps(),
                    recorded.steps() - check.reports(),
                    check.outputs(),
                    compare,
                    check.difference(),
                    engine.stateHash(),
                    engine.orderHash(),
                    System.nanoTime() - start);
        }
    }

    /** A journal that lost its tail reads as a shorter one: only the check against the high-water mark can tell. */
    private void requireWhole() {
        final JournalIntegrity integrity = ChronicleJournal.check(journal);
        if (!integrity.intact()) {
            throw new JournalDamagedException(integrity.firstBad());
        }
    }
}
