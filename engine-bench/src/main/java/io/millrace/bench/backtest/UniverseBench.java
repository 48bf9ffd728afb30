package io.millrace.bench.backtest;

import io.millrace.backtest.Backtest;
import io.millrace.bench.result.Figures;
import io.millrace.bench.result.Limit;
import io.millrace.bench.result.Result;
import io.millrace.bench.workload.ManyWalks;
import io.millrace.bench.workload.ScratchFolder;
import io.millrace.engine.EngineConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Backtests of a stock universe: W2, one sleeve a symbol, and SYSTEM, several models over all of it, journaled. */
public final class UniverseBench {
    private static final int WARM_UPS = 1;

    private final ManyWalks workload;
    private final int repetitions;
    private final Path parent;

    /** Journals go into a folder inside {@code parent} for the time of the run. */
    public UniverseBench(ManyWalks workload, int repetitions, Path parent) {
        this.workload = workload;
        this.repetitions = repetitions;
        this.parent = parent;
    }

    /**
     * Measures.
     *
     * @param loop bars a second that a plain loop took in this run
     * @param append records a second that the raw queue took in this run
     */
    public List<Result> run(Limit loop, Limit append) {
        EngineConfig each = workload.sleeveEach();
        EngineConfig system = workload.system();
        List<Figures> bare = new ArrayList<>();
        List<Figures> journaled = new ArrayList<>();
        try (ScratchFolder scratch = new ScratchFolder(parent)) {
            for (int i = -WARM_UPS; i < repetitions; i++) {
                double one = rate(new Backtest(each).run(workload.inputs()));
                Path journal = scratch.fresh();
                double whole = rate(new Backtest(system).run(workload.inputs(), journal));
                scratch.drop(journal);
                if (i >= 0) {
                    bare.add(Figures.rate(one));
                    journaled.add(Figures.rate(whole));
                }
            }
        }
        String size = workload.symbols() + " symbols x " + workload.days() + " daily bars";
        return List.of(
                Result.rate(
                        "W2 sleeve a symbol, inline, journal off",
                        "bars/s",
                        "none",
                        bare,
                        loop,
                        size + ", RSI(2) with Bollinger(20, 2)"),
                Result.rate(
                        "SYSTEM several models, journaled and chained",
                        "bars/s",
                        "process",
                        journaled,
                        append,
                        size + ", " + system.strategies().size() + " sleeves, "
                                + String.format(
                                        java.util.Locale.ROOT,
                                        "%.2f s a run",
                                        workload.size()
                                                / Figures.median(journaled).throughput())));
    }

    private double rate(Backtest.Outcome outcome) {
        if (outcome.recorder().bars() != workload.size()) {
            throw new IllegalStateException("the backtest saw "
                    + outcome.recorder().bars() + " bars of " + workload.size() + ": the figures mean nothing");
        }
        return workload.size() * 1e9 / outcome.elapsedNs();
    }
}
