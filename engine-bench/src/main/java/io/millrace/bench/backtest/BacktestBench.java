package io.millrace.bench.backtest;

import io.millrace.backtest.Backtest;
import io.millrace.bench.result.Figures;
import io.millrace.bench.result.Limit;
import io.millrace.bench.result.Result;
import io.millrace.bench.workload.ScratchFolder;
import io.millrace.bench.workload.W1;
import io.millrace.engine.EngineFactory;
import io.millrace.engine.StepListener;
import io.millrace.engine.StepLog;
import io.millrace.engine.TradingEngine;
import io.millrace.feed.InputSource;
import io.millrace.fixed.Fixed;
import io.millrace.pipeline.EngineRunner;
import io.millrace.pipeline.Layout;
import io.millrace.pipeline.PipelineConfig;
import io.millrace.pipeline.ReadAhead;
import io.millrace.pipeline.WaitMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** W1 four ways: a plain loop, the engine alone, the whole backtest, the whole backtest journaled. */
public final class BacktestBench {
    private static final int WARM_UPS = 2;
    private static final double TOLERANCE = 1e-6;

    private final W1 workload;
    private final int repetitions;
    private final Path parent;

    /** Journals go into a folder inside {@code parent} for the time of the run. */
    public BacktestBench(W1 workload, int repetitions, Path parent) {
        this.workload = workload;
        this.repetitions = repetitions;
        this.parent = parent;
    }

    /**
     * Measures.
     *
     * @param append records a second that the raw queue took in this run
     */
    public List<Result> run(Limit append) {
        List<Figures> plain = new ArrayList<>();
        List<Figures> engine = new ArrayList<>();
        List<Figures> whole = new ArrayList<>();
        List<Figures> journaled = new ArrayList<>();
        try (ScratchFolder scratch = new ScratchFolder(parent)) {
            for (int i = -WARM_UPS; i < repetitions; i++) {
                double[] rates = {plainLoop(), engineAlone(), whole(), journaled(scratch)};
                if (i >= 0) {
                    plain.add(Figures.rate(rates[0]));
                    engine.add(Figures.rate(rates[1]));
                    whole.add(Figures.rate(rates[2]));
                    journaled.add(Figures.rate(rates[3]));
                }
            }
        }
        Limit loop = new Limit("W1 as a plain loop", Figures.median(plain).throughput());
        String unit = "bars/s";
        return List.of(
                Result.rate("W1 plain loop, no engine", unit, "none", plain, loop, "running sums over doubles"),
                Result.rate("W1 engine, inline, no read model", unit, "none", engine, loop, ""),
                Result.rate(
                        "W1 backtest, inline, journal off", unit, "none", whole, loop, "with the report's recorder"),
                Result.rate("W1 backtest, journaled and chained", unit, "process", journaled, append, ""));
    }

    private double plainLoop() {
        long begin = System.nanoTime();
        double equity = workload.plainLoop();
        long elapsed = System.nanoTime() - begin;
        if (!(equity > 0)) {
            throw new IllegalStateException("the plain loop ended with equity " + equity);
        }
        return rate(elapsed);
    }

    private double engineAlone() {
        try (ReadAhead inputs = ReadAhead.of(workload.inputs())) {
            return engineAlone(inputs);
        }
    }

    private double engineAlone(InputSource inputs) {
        TradingEngine engine = new EngineFactory(workload.config()).simulated(inputs, StepLog.NONE, StepListener.NONE);
        try (EngineRunner runner = EngineRunner.of(engine, PipelineConfig.of(Layout.INLINE, WaitMode.BACKOFF))) {
            long begin = System.nanoTime();
            runner.start();
            return rate(System.nanoTime() - begin);
        }
    }

    private double whole() {
        return checked(new Backtest(workload.config()).run(workload.inputs()));
    }

    private double journaled(ScratchFolder scratch) {
        Path journal = scratch.fresh();
        double rate = checked(new Backtest(workload.config()).run(workload.inputs(), journal));
        scratch.drop(journal);
        return rate;
    }

    private double checked(Backtest.Outcome outcome) {
        double equity = Fixed.toDouble(outcome.recorder().curve().finalEquity());
        double expected = workload.plainLoop();
        if (Math.abs(equity - expected) > expected * TOLERANCE) {
            throw new IllegalStateException("the backtest ended with equity " + equity + ", the plain loop with "
                    + expected + ": the figures mean nothing");
        }
        return rate(outcome.elapsedNs());
    }

    private double rate(long elapsedNs) {
        return workload.size() * 1e9 / elapsedNs;
    }
}
