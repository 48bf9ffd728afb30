package io.millrace.bench.micro;

import io.millrace.bench.result.Micro;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs the benchmarks of this package in child JVMs with this JVM's flags, bytes an operation counted. */
public final class MicroBench {
    private static final String ALLOCATED = "gc.alloc.rate.norm";
    private static final int WARM_UPS = 3;
    private static final long ITERATION_MS = 500;

    private MicroBench() {}

    /**
     * Runs what matches.
     *
     * @param filter a regular expression over {@code Class.method}
     * @throws RunnerException if a benchmark fails or none matches
     */
    public static List<Micro> run(String filter, int iterations) throws RunnerException {
        List<String> flags = ManagementFactory.getRuntimeMXBean().getInputArguments();
        Options options = new OptionsBuilder()
                .include("io\\.millrace\\.bench\\.micro\\..*(" + filter + ").*")
                .forks(1)
                .warmupIterations(WARM_UPS)
                .warmupTime(TimeValue.milliseconds(ITERATION_MS))
                .measurementIterations(iterations)
                .measurementTime(TimeValue.milliseconds(ITERATION_MS))
                .addProfiler(GCProfiler.class)
                .jvmArgs(flags.toArray(String[]::new))
                .verbosity(VerboseMode.SILENT)
                .build();
        Collection<RunResult> runs = new Runner(options).run();
        List<Micro> found = new ArrayList<>();
        for (RunResult run : runs) {
            Result<?> time = run.getPrimaryResult();
            Result<?> bytes = run.getSecondaryResults().get(ALLOCATED);
            String full = run.getParams().getBenchmark();
            String name = full.substring(full.lastIndexOf('.', full.lastIndexOf('.') - 1) + 1);
            found.add(new Micro(
                    name, time.getScore(), time.getScoreError(), bytes == null ? Double.NaN : bytes.getScore()));
        }
        return found;
    }
}
