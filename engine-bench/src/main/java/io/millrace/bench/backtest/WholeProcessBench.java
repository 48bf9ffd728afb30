package io.millrace.bench.backtest;

import io.millrace.bench.fork.JavaCommand;
import io.millrace.bench.fork.WallClock;
import io.millrace.bench.result.Figures;
import io.millrace.bench.result.Limit;
import io.millrace.bench.result.Measured;
import io.millrace.bench.result.Result;
import io.millrace.bench.workload.ScratchFolder;
import io.millrace.bench.workload.W1;
import io.millrace.cli.Millrace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What somebody waits for who types {@code backtest} for a file of 1,000 bars: the whole command from its start to its
 * end, journal and report written. Nothing is warm but the disk's cache. Beside it, in turns, a JVM that does nothing.
 */
public final class WholeProcessBench {
    private static final String NAME = "W1 of 1,000 bars, the whole command";
    private static final String EMPTY = "a JVM that does nothing";
    private static final int BARS = 1_000;

    private final long seed;
    private final int repetitions;
    private final ScratchFolder scratch;

    public WholeProcessBench(long seed, int repetitions, ScratchFolder scratch) {
        this.seed = seed;
        this.repetitions = repetitions;
        this.scratch = scratch;
    }

    /**
     * Measures.
     *
     * @param launcher the program's script; null = the JVM is started without it
     */
    public Result run(String launcher) throws InterruptedException {
        Path data = data();
        List<String> empty = JavaCommand.of(EmptyMain.class, List.of());
        empty(empty);
        Figures first = whole(launcher, data);
        double[] bare = new double[repetitions];
        List<Figures> runs = new ArrayList<>();
        for (int i = 0; i < repetitions; i++) {
            bare[i] = empty(empty);
            runs.add(whole(launcher, data));
        }
        Measured measured = new Measured(first, 1, runs);
        String note = String.format(
                Locale.ROOT,
                "%.2f s from start to end, journal and report written%s",
                measured.median().p50() / 1e9,
                launcher == null ? "; without the script" : "");
        Limit limit = new Limit(EMPTY, Figures.median(bare));
        return Result.times(NAME, "bars/s", "process", measured, limit, note);
    }

    private double empty(List<String> command) throws InterruptedException {
        return WallClock.ns(EMPTY, command, scratch.fresh());
    }

    private Figures whole(String launcher, Path data) throws InterruptedException {
        Path run = scratch.fresh();
        List<String> arguments =
                List.of("backtest", "--strategy", "sma-cross", "--data", data.toString(), "--out", run.toString());
        List<String> command;
        if (launcher == null) {
            command = JavaCommand.of(Millrace.class, arguments);
        } else {
            command = new ArrayList<>(List.of(launcher));
            command.addAll(arguments);
        }
        double ns = WallClock.ns(NAME, command, scratch.fresh());
        scratch.drop(run);
        return Figures.wall(BARS, ns);
    }

    private Path data() {
        Path file = scratch.fresh().resolveSibling("bars.csv");
        try {
            return Files.writeString(file, new W1(BARS, seed).csv());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
