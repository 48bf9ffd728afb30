package io.millrace.daemon;

import io.millrace.cli.Millrace;
import io.millrace.config.Settings;
import io.millrace.engine.EngineConfig;
import io.millrace.pipeline.Layout;
import io.millrace.pipeline.PipelineConfig;
import io.millrace.pipeline.WaitMode;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A paper run in a process of its own, to be killed: data folder, tape folder, speed, {@code once} or {@code wait},
 * layout, the moment from which its wall clock runs fast (0 = never), steps between snapshots, and bytes of a log file
 * (none = no log files; the word retain = log files, a service and schedules that delete old cycles). Or the word
 * {@code cli} and a command line.
 */
final class PaperMain {
    /** Ten minutes for each millisecond: a cycle every few samples of the clock. */
    static final long HASTE = 600_000;

    /** A property of the child: the setting of that name. */
    static final String VERIFY_AT_START = "millrace.test.verifyAtStart";

    private PaperMain() {}

    public static void main(String[] args) {
        if (args[0].equals("cli")) {
            Millrace.main(Arrays.copyOfRange(args, 1, args.length));
            return;
        }
        if (args[0].equals("live")) {
            live(args);
            return;
        }
        PaperOptions options = PaperTape.options(Path.of(args[0]), PaperTape.load(Path.of(args[1])))
                .withSpeed(args[2].equals("max") ? Double.POSITIVE_INFINITY : Double.parseDouble(args[2]))
                .withOnce(args[3].equals("once"))
                // Yielding threads reach a step at other moments than sleeping ones, and need no core each.
                .withPipeline(PipelineConfig.of(Layout.valueOf(args[4]), WaitMode.YIELD));
        if (args.length > 6) {
            options = options.withSnapshotEvery(Long.parseLong(args[6]));
        }
        String head = System.getProperty(VERIFY_AT_START);
        if (head != null) {
            options = options.withSettings(
                    new Settings().putAll(options.settings()).put(JournalSection.VERIFY_AT_START, head, "test"));
        }
        if (args.length > 7) {
            options = args[7].equals("retain")
                    ? RetainJobTest.retaining(options)
                    : options.withLogs(LogsTest.config(Long.parseLong(args[7])));
        }
        long hasteFromMs = Long.parseLong(args[5]);
        if (hasteFromMs > 0) {
            options = options.withJournal(settings -> PaperTape.small(settings)
                    .withWallClockMs(() -> hasteFromMs + (System.currentTimeMillis() - hasteFromMs) * HASTE)
                    .withSteadyNs(() -> System.nanoTime() * HASTE));
        }
        long begun = System.nanoTime();
        PaperRun run = new PaperRun(options, line -> {
            if (line.startsWith("running")) {
                System.out.println("ready in " + (System.nanoTime() - begun) / 1_000_000 + " ms");
            }
            System.out.println(line);
        });
        PaperRun.Outcome outcome;
        try (ProcessSignals signals = ProcessSignals.install(run::stop, () -> run.kill("signal"))) {
            System.out.println(signals.description());
            outcome = run.run();
        }
        System.out.println(outcome);
        System.exit(outcome.exitCode());
    }

    /** The word live, data folder, the server's port. */
    private static void live(String[] args) {
        EngineConfig engine = LiveFeedTest.config();
        FeedConfig feed = LiveFeedTest.feed(Integer.parseInt(args[2]), "venue", 0, engine, true);
        PaperRun run = new PaperRun(LiveFeedTest.options(Path.of(args[1]), feed, engine), System.out::println);
        PaperRun.Outcome outcome = run.run();
        System.out.println(outcome);
        System.exit(outcome.exitCode());
    }
}
