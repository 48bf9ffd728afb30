package io.millrace.replay;

import io.millrace.chronicle.ChronicleJournal;
import io.millrace.engine.EngineFactory;
import io.millrace.engine.StepListener;
import io.millrace.engine.TradingEngine;
import io.millrace.event.Step;
import io.millrace.journal.JournalDamagedException;
import io.millrace.journal.JournalIntegrity;
import io.millrace.journal.JournalReader;
import io.millrace.strategy.StrategyCatalog;
import java.nio.file.Path;

/** J2: runs the recorded inputs of a journal through a fresh engine. Writes nothing. */
public final class Replay {
    private final Path journal;
    private final StrategyCatalog strategies;

    public Replay(final Path journal) {
        this(journal, StrategyCatalog.standard());
    }

    /** Of a journal that may name strategies of plug-ins. */
    public Replay(final Path journal, final StrategyCatalog strategies) {
        this.journal = journal;
        this.strategies = strategies;
    }

    /**
     * Runs the whole journal.
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
        try (JournalReader reader = ChronicleJournal.read(journal)) {
            final JournalHeader header = JournalHeader.readFrom(reader, journal.toString(), strategies);
            final RecordedInputs inputs = new RecordedInputs(reader);
            final StepCheck check = new StepCheck(inputs, compare);
            final TradingEngine engine = new EngineFactory(header.config()).replaying(inputs, check, listener);
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

    /** A journal that lost its tail reads as a shorter one: only the check against the high-water mark can tell. */
    private void requireWhole() {
        final JournalIntegrity integrity = ChronicleJournal.check(journal);
        if (!integrity.intact()) {
            throw new JournalDamagedException(integrity.firstBad());
        }
    }
}
