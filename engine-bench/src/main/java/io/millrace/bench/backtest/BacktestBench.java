package io.millrace.bench.backtest;

import io.millrace.bench.backtest.W1Case.Way;
import io.millrace.bench.fork.CaseSpec;
import io.millrace.bench.fork.Turns;
import io.millrace.bench.result.Limit;
import io.millrace.bench.result.Measured;
import io.millrace.bench.result.Result;
import java.nio.file.Path;
import java.util.List;

/** W1 four ways: a plain loop, the engine alone, the whole backtest, the whole backtest journaled. */
public final class BacktestBench {
    private static final String LOOP = "W1 plain loop, no engine";
    private static final String ENGINE = "W1 engine, inline, no read model";
    private static final String RECORDED = "W1 backtest, inline, journal off";
    private static final String JOURNALED = "W1 backtest, journaled and chained";

    private final int bars;
    private final long seed;
    private final Turns turns;

    public BacktestBench(int bars, long seed, Turns turns) {
        this.bars = bars;
        this.seed = seed;
        this.turns = turns;
    }

    /**
     * Measures.
     *
     * @param append records a second that the raw queue took in this run
     */
    public List<Result> run(Limit append) throws InterruptedException {
        Path folder = turns.scratch().fresh();
        List<CaseSpec> cases = List.of(
                W1Case.spec(LOOP, Way.LOOP, bars, seed, folder),
                W1Case.spec(ENGINE, Way.ENGINE, bars, seed, folder),
                W1Case.spec(RECORDED, Way.RECORDED, bars, seed, folder),
                W1Case.spec(JOURNALED, Way.JOURNALED, bars, seed, folder));
        List<Measured> all = turns.measure(cases);
        Limit loop = new Limit("W1 as a plain loop", all.get(0).median().throughput());
        String unit = "bars/s";
        return List.of(
                Result.rate(LOOP, unit, "none", all.get(0), loop, "running sums over doubles"),
                Result.rate(ENGINE, unit, "none", all.get(1), loop, ""),
                Result.rate(RECORDED, unit, "none", all.get(2), loop, "with the report's recorder"),
                Result.rate(JOURNALED, unit, "process", all.get(3), append, ""));
    }
}
