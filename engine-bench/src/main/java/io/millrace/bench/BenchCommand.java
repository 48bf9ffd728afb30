package io.millrace.bench;

import io.millrace.bench.backtest.BacktestBench;
import io.millrace.bench.backtest.UniverseBench;
import io.millrace.bench.backtest.WholeProcessBench;
import io.millrace.bench.fork.Turns;
import io.millrace.bench.latency.LatencyBench;
import io.millrace.bench.limits.MachineLimits;
import io.millrace.bench.micro.MicroBench;
import io.millrace.bench.replay.ReplayBench;
import io.millrace.bench.result.Limit;
import io.millrace.bench.result.Micro;
import io.millrace.bench.result.Result;
import io.millrace.bench.throughput.ThroughputBench;
import io.millrace.bench.workload.ScratchFolder;
import io.millrace.cli.CommandException;
import io.millrace.cli.HelpOption;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Measures this machine and the engine on it. Limits are measured here, each case of the engine in a process of its
 * own, one at a time: figures and limits of one run belong together.
 */
@Command(name = "bench", description = "Measures this machine and the engine on it, as ratios.")
final class BenchCommand implements Callable<Integer> {
    private static final long SEED = 42;
    private static final int MICRO_ITERATIONS = 5;

    /** Until the compiler has settled: the figures of further runs are alike. */
    private static final int WARM_UPS = 8;

    private static final int REPETITIONS = 9;

    /** Those of latency and throughput are long: millions of ticks. */
    private static final int FEW_WARM_UPS = 4;

    private static final int FEW_REPETITIONS = 3;
    private static final int WHOLE_REPETITIONS = 5;
    private static final String LAUNCHER = "millrace.launcher";
    private static final int UNIVERSE_SYMBOLS = 500;
    private static final int UNIVERSE_DAYS = 2_520;
    private static final int FAST_RATE = 500_000;
    private static final String QUEUE_LIMIT = "chronicleAppend128PerSecond";

    /** What can be measured; all but micro when nothing is named. */
    enum Subject {
        LIMITS,
        BACKTEST,
        REPLAY,
        LATENCY,
        THROUGHPUT,
        MICRO
    }

    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "SUBJECT",
            description = "limits, backtest, replay, latency, throughput, micro; all but micro when omitted")
    private String subject;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "FILTER",
            defaultValue = ".",
            description = "which benchmarks of micro: a regular expression over Class.method")
    private String filter;

    @Option(names = "--json", description = "print the facts as one JSON object and nothing else")
    private boolean json;

    @Mixin
    HelpOption help;

    @Option(
            names = "--repetitions",
            description = "counted repetitions (9; latency 3; the whole command 5; micro at least 5)")
    private Integer repetitions;

    @Option(names = "--seconds", defaultValue = "30", description = "length of a latency run (${DEFAULT-VALUE})")
    private int seconds;

    @Option(names = "--rate", defaultValue = "100000", description = "ticks a second, latency (${DEFAULT-VALUE})")
    private int rate;

    @Option(names = "--bars", defaultValue = "1000000", description = "bars of W1 (${DEFAULT-VALUE})")
    private int bars;

    @Option(names = "--ticks", defaultValue = "2000000", description = "ticks, throughput (${DEFAULT-VALUE})")
    private long ticks;

    @Option(
            names = "--scratch",
            defaultValue = "target",
            description = "folder on the disk to measure; journals are made and removed there (${DEFAULT-VALUE})")
    private Path scratch;

    private final MachineLimits limits = new MachineLimits();
    private final List<Result> results = new ArrayList<>();

    @Override
    public Integer call() throws InterruptedException, IOException, RunnerException {
        String wrong = wrongOption();
        if (wrong != null) {
            throw new CommandException(CommandException.USAGE, wrong);
        }
        Map<String, String> facts = facts();
        try (ScratchFolder folder = new ScratchFolder(scratch)) {
            say("limits");
            limits.before();
            limits.queue(folder::fresh);
            if (wants(Subject.LIMITS)) {
                limits.disk(folder::fresh);
            }
            measure(folder);
        }
        List<Micro> micro = List.of();
        if (Subject.MICRO.name().equalsIgnoreCase(subject)) {
            say("micro");
            micro = MicroBench.run(filter, Math.max(repetitions(MICRO_ITERATIONS), MICRO_ITERATIONS));
        }
        limits.after();
        facts.put("loadAverageAfter", load());
        BenchReport report = new BenchReport(facts, limits.all(), results, micro);
        spec.commandLine().getOut().println(json ? report.json() : report.table());
        spec.commandLine().getOut().flush();
        return 0;
    }

    private void measure(ScratchFolder folder) throws InterruptedException {
        Limit append = limits.get(QUEUE_LIMIT);
        Turns turns = new Turns(WARM_UPS, repetitions(REPETITIONS), folder, this::say);
        if (wants(Subject.BACKTEST)) {
            backtest(turns, append);
        }
        if (wants(Subject.REPLAY)) {
            results.addAll(new ReplayBench(bars, SEED, turns).run());
        }
        Turns few = new Turns(FEW_WARM_UPS, repetitions(FEW_REPETITIONS), folder, this::say);
        if (wants(Subject.LATENCY)) {
            Limit hop = limits.get("hopBeforeNs");
            results.addAll(new LatencyBench(seconds, few).run(rate, hop));
            results.addAll(new LatencyBench(Math.max(1, seconds / 5), few).run(FAST_RATE, hop));
        }
        if (wants(Subject.THROUGHPUT)) {
            results.addAll(new ThroughputBench(ticks, few).run(append));
        }
    }

    private void backtest(Turns turns, Limit append) throws InterruptedException {
        List<Result> single = new BacktestBench(bars, SEED, turns).run(append);
        results.addAll(single);
        Limit loop = new Limit(single.get(0).limit(), single.get(0).median().throughput());
        UniverseBench.Size universe = new UniverseBench.Size(UNIVERSE_SYMBOLS, UNIVERSE_DAYS, SEED);
        results.addAll(new UniverseBench(universe, turns).run(loop, append));
        say("the whole command");
        results.add(new WholeProcessBench(SEED, repetitions(WHOLE_REPETITIONS), turns.scratch())
                .run(System.getProperty(LAUNCHER)));
    }

    private int repetitions(int usual) {
        return repetitions == null ? usual : repetitions;
    }

    private boolean wants(Subject each) {
        return subject == null || subject.equalsIgnoreCase(each.name());
    }

    /** A sentence about the first option that cannot be used; null when all can. */
    private String wrongOption() {
        if (subject != null) {
            List<String> names = new ArrayList<>();
            for (Subject each : Subject.values()) {
                names.add(each.name().toLowerCase(Locale.ROOT));
            }
            if (!names.contains(subject)) {
                return "bench: there is no subject \"" + subject + "\"; expected one of " + String.join(", ", names);
            }
        }
        if (repetitions(1) < 1 || seconds < 1 || bars < 1_000 || ticks < 1_000 || rate < 1_000 || rate > 10_000_000) {
            return "bench: expected --repetitions and --seconds of at least 1, --bars and --ticks of at least 1000, "
                    + "--rate from 1000 to 10000000";
        }
        return null;
    }

    private void say(String what) {
        spec.commandLine().getErr().println("bench: measuring " + what + "...");
    }

    private static Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("jdk", Runtime.version().toString());
        facts.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        facts.put("machine", System.getProperty("os.arch"));
        facts.put(
                "jvmFlags",
                String.join(" ", ManagementFactory.getRuntimeMXBean().getInputArguments()));
        facts.put("loadAverageBefore", load());
        return facts;
    }

    private static String load() {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        return String.format(Locale.ROOT, "%.2f", load);
    }
}
