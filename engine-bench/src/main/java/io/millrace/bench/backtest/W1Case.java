package io.millrace.bench.backtest;

import io.millrace.backtest.Backtest;
import io.millrace.bench.fork.BenchCase;
import io.millrace.bench.fork.CaseServer;
import io.millrace.bench.fork.CaseSpec;
import io.millrace.bench.result.Figures;
import io.millrace.bench.workload.ScratchFolder;
import io.millrace.bench.workload.W1;
import io.millrace.engine.EngineFactory;
import io.millrace.engine.StepListener;
import io.millrace.engine.StepLog;
import io.millrace.engine.TradingEngine;
import io.millrace.fixed.Fixed;
import io.millrace.pipeline.EngineRunner;
import io.millrace.pipeline.Layout;
import io.millrace.pipeline.PipelineConfig;
import io.millrace.pipeline.WaitMode;
import java.nio.file.Path;

/** W1 one way, alone in its process. Arguments: the way, bars, seed, a folder for journals. */
final class W1Case implements BenchCase {
    private static final double TOLERANCE = 1e-6;

    private final Way way;
    private final W1 workload;
    private final Path parent;

    private W1Case(Way way, W1 workload, Path parent) {
        this.way = way;
        this.workload = workload;
        this.parent = parent;
    }

    /** From the least work to the most. */
    enum Way {
        LOOP,
        ENGINE,
        RECORDED,
        JOURNALED
    }

    public static void main(String[] arguments) {
        CaseServer.serve(() -> new W1Case(
                Way.valueOf(arguments[0]),
                new W1(Integer.parseInt(arguments[1]), Long.parseLong(arguments[2])),
                Path.of(arguments[3])));
    }

    static CaseSpec spec(String name, Way way, int bars, long seed, Path parent) {
        return CaseSpec.of(name, W1Case.class, way, bars, seed, parent);
    }

    @Override
    public Figures run() {
        double rate = switch (way) {
            case LOOP -> plainLoop();
            case ENGINE -> engineAlone();
            case RECORDED -> checked(new Backtest(workload.config()).run(workload.inputs()));
            case JOURNALED -> journaled();
        };
        return Figures.rate(rate);
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
        TradingEngine engine =
                new EngineFactory(workload.config()).simulated(workload.inputs(), StepLog.NONE, StepListener.NONE);
        try (EngineRunner runner = EngineRunner.of(engine, PipelineConfig.of(Layout.INLINE, WaitMode.BACKOFF))) {
            long begin = System.nanoTime();
            runner.start();
            return rate(System.nanoTime() - begin);
        }
    }

    private double journaled() {
        try (ScratchFolder scratch = new ScratchFolder(parent)) {
            return checked(new Backtest(workload.config()).run(workload.inputs(), scratch.fresh()));
        }
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
