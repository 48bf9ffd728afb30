package io.millrace.bench.backtest;

import io.millrace.backtest.Backtest;
import io.millrace.bench.fork.BenchCase;
import io.millrace.bench.fork.CaseServer;
import io.millrace.bench.fork.CaseSpec;
import io.millrace.bench.result.Figures;
import io.millrace.bench.workload.ManyWalks;
import io.millrace.bench.workload.ScratchFolder;
import io.millrace.engine.EngineConfig;
import java.nio.file.Path;

/** A stock universe one way, alone in its process. Arguments: the way, symbols, days, seed, a folder for journals. */
final class UniverseCase implements BenchCase {
    private final Way way;
    private final ManyWalks workload;
    private final EngineConfig config;
    private final Path parent;

    private UniverseCase(Way way, ManyWalks workload, Path parent) {
        this.way = way;
        this.workload = workload;
        this.config = way == Way.SLEEVE_EACH ? workload.sleeveEach() : workload.system();
        this.parent = parent;
    }

    /** W2 without a journal, SYSTEM with one. */
    enum Way {
        SLEEVE_EACH,
        SYSTEM
    }

    public static void main(String[] arguments) {
        CaseServer.serve(() -> new UniverseCase(
                Way.valueOf(arguments[0]),
                new ManyWalks(
                        Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]), Long.parseLong(arguments[3])),
                Path.of(arguments[4])));
    }

    static CaseSpec spec(String name, Way way, UniverseBench.Size size, Path parent) {
        return CaseSpec.of(name, UniverseCase.class, way, size.symbols(), size.days(), size.seed(), parent);
    }

    @Override
    public Figures run() {
        if (way == Way.SLEEVE_EACH) {
            return figures(new Backtest(config).run(workload.inputs()));
        }
        try (ScratchFolder scratch = new ScratchFolder(parent)) {
            return figures(new Backtest(config).run(workload.inputs(), scratch.fresh()));
        }
    }

    private Figures figures(Backtest.Outcome outcome) {
        if (outcome.recorder().bars() != workload.size()) {
            throw new IllegalStateException("the backtest saw "
                    + outcome.recorder().bars() + " bars of " + workload.size() + ": the figures mean nothing");
        }
        return Figures.rate(workload.size() * 1e9 / outcome.elapsedNs());
    }
}
