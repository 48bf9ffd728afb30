package io.millrace.bench.replay;

import io.millrace.backtest.Backtest;
import io.millrace.bench.result.Figures;
import io.millrace.bench.result.Limit;
import io.millrace.bench.result.Result;
import io.millrace.bench.workload.ScratchFolder;
import io.millrace.bench.workload.W1;
import io.millrace.chronicle.ChronicleJournal;
import io.millrace.engine.StepListener;
import io.millrace.journal.JournalReader;
import io.millrace.replay.Replay;
import io.millrace.replay.ReplayResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads W1's journal three ways: records verified only, replayed, replayed with every byte compared. */
public final class ReplayBench {
    private static final int WARM_UPS = 1;

    private final W1 workload;
    private final int repetitions;
    private final Path parent;

    public ReplayBench(W1 workload, int repetitions, Path parent) {
        this.workload = workload;
        this.repetitions = repetitions;
        this.parent = parent;
    }

    public List<Result> run() {
        List<Figures> read = new ArrayList<>();
        List<Figures> replayed = new ArrayList<>();
        List<Figures> verified = new ArrayList<>();
        try (ScratchFolder scratch = new ScratchFolder(parent)) {
            Path journal = scratch.fresh();
            Backtest.Outcome original = new Backtest(workload.config()).run(workload.inputs(), journal);
            for (int i = -WARM_UPS; i < repetitions; i++) {
                double reading = read(journal);
                ReplayResult plain = new Replay(journal).run(false, StepListener.NONE);
                ReplayResult compared = new Replay(journal).run(true, StepListener.NONE);
                if (!compared.identical() || compared.stateHash() != original.stateHash()) {
                    throw new IllegalStateException("the replay differs from the run: " + compared.difference());
                }
                if (i >= 0) {
                    read.add(Figures.rate(reading));
                    replayed.add(Figures.rate(plain.stepsPerSecond()));
                    verified.add(Figures.rate(compared.stepsPerSecond()));
                }
            }
        }
        Limit reading =
                new Limit("journal read and verified", Figures.median(read).throughput());
        String unit = "steps/s";
        return List.of(
                Result.rate("journal read, chain verified", unit, "process", read, reading, "no engine"),
                Result.rate("replay", unit, "process", replayed, reading, "not compared"),
                Result.rate("replay --verify", unit, "process", verified, reading, "every byte compared"));
    }

    private static double read(Path journal) {
        long[] records = new long[1];
        long begin = System.nanoTime();
        try (JournalReader reader = ChronicleJournal.read(journal)) {
            while (reader.next((type, sequence, timeNs, buffer, offset, length) -> records[0]++)) {
                continue;
            }
        }
        return records[0] * 1e9 / (System.nanoTime() - begin);
    }
}
