package io.millrace.bench.replay;

import io.millrace.bench.fork.BenchCase;
import io.millrace.bench.fork.CaseServer;
import io.millrace.bench.fork.CaseSpec;
import io.millrace.bench.result.Figures;
import io.millrace.chronicle.ChronicleJournal;
import io.millrace.engine.StepListener;
import io.millrace.journal.JournalReader;
import io.millrace.replay.Replay;
import io.millrace.replay.ReplayResult;
import java.nio.file.Path;

/** Goes through a journal one way, alone in its process. Arguments: the way, the journal, the state it ends in. */
final class ReplayCase implements BenchCase {
    private final Way way;
    private final Path journal;
    private final long stateHash;

    private ReplayCase(Way way, Path journal, long stateHash) {
        this.way = way;
        this.journal = journal;
        this.stateHash = stateHash;
    }

    /** From the least work to the most. */
    enum Way {
        READ,
        REPLAY,
        VERIFY
    }

    public static void main(String[] arguments) {
        CaseServer.serve(
                () -> new ReplayCase(Way.valueOf(arguments[0]), Path.of(arguments[1]), Long.parseLong(arguments[2])));
    }

    static CaseSpec spec(String name, Way way, Path journal, long stateHash) {
        return CaseSpec.of(name, ReplayCase.class, way, journal, stateHash);
    }

    @Override
    public Figures run() {
        return Figures.rate(way == Way.READ ? read() : replay(way == Way.VERIFY));
    }

    private double replay(boolean verify) {
        ReplayResult result = new Replay(journal).run(verify, StepListener.NONE);
        if (result.compared() != verify || result.difference() != null || result.stateHash() != stateHash) {
            throw new IllegalStateException("the replay differs from the run: " + result.difference());
        }
        return result.stepsPerSecond();
    }

    private double read() {
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
