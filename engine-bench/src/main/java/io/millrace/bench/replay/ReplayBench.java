package io.millrace.bench.replay;

import io.millrace.backtest.Backtest;
import io.millrace.bench.fork.Turns;
import io.millrace.bench.replay.ReplayCase.Way;
import io.millrace.bench.result.Limit;
import io.millrace.bench.result.Measured;
import io.millrace.bench.result.Result;
import io.millrace.bench.workload.W1;
import java.nio.file.Path;
import java.util.List;

/** Reads W1's journal three ways: records verified only, replayed, replayed with every byte compared. */
public final class ReplayBench {
    private static final String READ = "journal read, chain verified";
    private static final String REPLAY = "replay";
    private static final String VERIFY = "replay --verify";

    private final int bars;
    private final long seed;
    private final Turns turns;

    public ReplayBench(int bars, long seed, Turns turns) {
        this.bars = bars;
        this.seed = seed;
        this.turns = turns;
    }

    public List<Result> run() throws InterruptedException {
        Path journal = turns.scratch().fresh();
        W1 workload = new W1(bars, seed);
        long hash =
                new Backtest(workload.config()).run(workload.inputs(), journal).stateHash();
        List<Measured> all = turns.measure(List.of(
                ReplayCase.spec(READ, Way.READ, journal, hash),
                ReplayCase.spec(REPLAY, Way.REPLAY, journal, hash),
                ReplayCase.spec(VERIFY, Way.VERIFY, journal, hash)));
        turns.scratch().drop(journal);
        Limit reading =
                new Limit("journal read and verified", all.get(0).median().throughput());
        String unit = "steps/s";
        return List.of(
                Result.rate(READ, unit, "process", all.get(0), reading, "no engine"),
                Result.rate(REPLAY, unit, "process", all.get(1), reading, "not compared"),
                Result.rate(VERIFY, unit, "process", all.get(2), reading, "every byte compared"));
    }
}
