package io.millrace.bench;

import io.millrace.bench.workload.W1;
import io.millrace.chronicle.ChronicleJournal;
import io.millrace.engine.EngineFactory;
import io.millrace.engine.StepListener;
import io.millrace.engine.TradingEngine;
import io.millrace.event.Step;
import io.millrace.journal.Durability;
import io.millrace.journal.JournalSettings;
import io.millrace.journal.JournalWriter;
import io.millrace.journal.Rolling;
import io.millrace.replay.JournalHeader;
import io.millrace.replay.StepJournal;
import io.millrace.testkit.AllocationProbe;
import java.nio.file.Path;

/**
 * W1 with a journal on one thread, with an idle moment behind each step: prints the bytes that a thousand steps
 * allocate, the least of several thousands. Argument: a folder for the journal. The report's recorder is left out: a
 * read model that keeps a run grows with it.
 */
final class SteadyStateMain {
    private static final int BARS = 400_000;
    private static final int WARM_UP_STEPS = 150_000;
    private static final int COUNTED_STEPS = 1_000;
    private static final int TRIES = 40;

    private SteadyStateMain() {}

    public static void main(String[] arguments) {
        System.out.println("bytes=" + bytes(Path.of(arguments[0])));
    }

    /** The least bytes of a thousand steps. */
    static long bytes(Path folder) {
        W1 workload = new W1(BARS, 42);
        JournalSettings settings = JournalSettings.of(
                        folder, JournalHeader.of(workload.config()).text())
                .withRolling(Rolling.NEVER);
        try (JournalWriter writer = ChronicleJournal.open(settings)) {
            StepJournal log = new StepJournal(writer, Durability.PROCESS);
            TradingEngine engine =
                    new EngineFactory(workload.config()).simulated(workload.inputs(), log, StepListener.NONE);
            Step step = new Step();
            run(engine, step, WARM_UP_STEPS);
            return new AllocationProbe().leastBytes(TRIES, () -> run(engine, step, COUNTED_STEPS));
        }
    }

    private static void run(TradingEngine engine, Step step, int steps) {
        for (int i = 0; i < steps; i++) {
            if (!engine.runOne(step)) {
                throw new IllegalStateException("the bars ended before the count");
            }
        }
    }
}
