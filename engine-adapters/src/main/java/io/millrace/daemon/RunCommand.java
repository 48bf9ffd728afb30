package io.millrace.daemon;

import io.millrace.cli.CommandProvider;
import io.millrace.cli.HelpOption;
import io.millrace.config.Settings;
import io.millrace.control.ApiConfig;
import io.millrace.journal.Durability;
import io.millrace.logs.LogConfig;
import io.millrace.notify.NotifyConfig;
import io.millrace.settings.EffectiveConfig;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code run}: paper or live trading as a process, until its data ends, a signal or a command. */
@Command(
        name = "run",
        description = "Trades on a recorded feed as if it were live; goes on where its journal ends.",
        footer = {
            "",
            "TERM or INT stops in order, a second one at once; USR1 or a file KILL in the data folder sets the kill",
            "switch, which stays set, also across restarts, until the command resume.",
            "",
            "Exit code 0 after a stop in order, 5 when halted or killed; with --once 1 when a strategy threw something",
            "and is out of service at the end, as after a backtest."
        })
public final class RunCommand implements CommandProvider, Callable<Integer> {
    /** So long has a run that was given up to end in order. */
    private static final long ABANDONED_NS = TimeUnit.SECONDS.toNanos(5);

    @Mixin
    HelpOption help;

    @Mixin
    RunSettings choice;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            required = true,
            description = "paper, or live: at the simulated venue, the only one today")
    private String mode;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "journal, health.json, KILL (${DEFAULT-VALUE})")
    private Path dataDir;

    @Option(
            names = "--speed",
            paramLabel = "N",
            defaultValue = "1",
            description = "feed time per wall time, or max (${DEFAULT-VALUE})")
    private String speed;

    @Option(
            names = "--snapshot-every",
            paramLabel = "STEPS",
            description =
                    "short for --set journal.snapshotEvery=STEPS: save the state each so many steps and at a stop,"
                            + " so that the next start runs only what is behind it again; 0 = never (default: "
                            + PaperOptions.SNAPSHOT_EVERY + ")")
    private String snapshotEvery;

    @Option(
            names = "--once",
            description = "end with the data instead of waiting there; exit code 1 when a strategy failed")
    private boolean once;

    @Option(
            names = {"--live", "--confirm"},
            description = "with --mode live: meant in earnest; needs millrace arm --live before")
    private boolean live;

    @Option(names = "--allow-remote", description = "lets api.bind listen for other machines, with TLS")
    private boolean allowRemote;

    @Option(names = "--dry-run", description = "decide and journal, send nothing; has a journal of its own")
    private boolean dryRun;

    @Option(
            names = "--layout",
            paramLabel = "L",
            description = "fused, duo or pinned; default as configured, else by cores")
    private String layout;

    @Option(
            names = "--durability",
            paramLabel = "D",
            description = "process or power; default power for live, process for paper")
    private String durability;

    @Option(names = "--sync", description = "short for --durability power")
    private boolean sync;

    @Option(
            names = "--accept-clock-step",
            description = "start although the wall clock is behind the journal's last write")
    private boolean acceptClockStep;

    @Override
    public Object command() {
        return this;
    }

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        PaperRun run = new PaperRun(options(), line -> {
            err.println(line);
            err.flush();
        });
        run.whenAbandoned(RunCommand::endSoon);
        try (ProcessSignals signals = ProcessSignals.install(run::stop, () -> run.kill("signal"))) {
            err.println(signals.description());
            PaperRun.Outcome outcome = run.run();
            if (outcome.exitCode() != ExitCodes.DONE && outcome.exitCode() != ExitCodes.KILLED) {
                throw new RunException(outcome.exitCode(), outcome.message());
            }
            err.println(outcome.message());
            return outcome.exitCode();
        }
    }

    /** What hung may hold locks that an orderly end waits for. */
    private static void endSoon() {
        Thread end = new Thread(
                () -> {
                    LockSupport.parkNanos(ABANDONED_NS);
                    Runtime.getRuntime().halt(ExitCodes.FAULT);
                },
                "millrace-end");
        end.setDaemon(true);
        end.start();
    }

    private PaperOptions options() {
        if (!mode.equals("paper") && !mode.equals("live")) {
            throw new RunException(ExitCodes.USAGE, "--mode is \"" + mode + "\"; expected paper or live");
        }
        Settings more = new Settings();
        RunSettings.put(more, "pipeline.layout", layout, "--layout");
        RunSettings.put(more, JournalSection.SNAPSHOT_EVERY, snapshotEvery, "--snapshot-every");
        RunSettings.Chosen chosen = choice.choose(mode, more, spec.commandLine().getErr());
        EffectiveConfig effective = chosen.effective();
        return PaperOptions.of(dataDir, chosen.loaded(), effective.engine())
                .withSpeed(speedValue())
                .withOnce(once)
                .withSnapshotEvery(JournalSection.snapshotEvery(effective.settings()))
                .withStallMs(WatchdogSection.stallMs(effective.settings()))
                .withDryRun(dryRun)
                .withPipeline(effective.pipeline())
                .withDurability(durabilityValue())
                .withAcceptClockStep(acceptClockStep)
                .withApi(api(effective))
                .withSettings(effective.settings())
                .withLogs(LogConfig.of(effective.settings()))
                .withNotices(NotifyConfig.of(effective.settings()))
                .withFeed(chosen.liveFeed() ? FeedConfig.of(effective.settings(), effective.engine(), once) : null)
                .withLive(
                        mode.equals("live")
                                ? new LiveFacts(dataDir, chosen.file(), effective).collect(live, dryRun)
                                : null);
    }

    private ApiConfig api(EffectiveConfig effective) {
        ApiConfig api = ApiConfig.of(effective.settings());
        if (api.enabled() && api.remote() != null && !allowRemote) {
            throw new RunException(
                    ExitCodes.USAGE,
                    "api.bind is \"" + api.remote().bind()
                            + "\", which other machines can reach: say so with --allow-remote, or leave it out");
        }
        return api;
    }

    private double speedValue() {
        if (speed.equals("max")) {
            return Double.POSITIVE_INFINITY;
        }
        try {
            double value = Double.parseDouble(speed);
            if (value > 0 && Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw badSpeed();
        }
        throw badSpeed();
    }

    private RunException badSpeed() {
        return new RunException(
                ExitCodes.USAGE, "--speed is \"" + speed + "\"; expected a number above 0, such as 60, or max");
    }

    private Durability durabilityValue() {
        if (durability == null) {
            return sync || mode.equals("live") ? Durability.POWER : Durability.PROCESS;
        }
        return switch (durability) {
            case "process" -> sync ? Durability.POWER : Durability.PROCESS;
            case "power" -> Durability.POWER;
            default ->
                throw new RunException(
                        ExitCodes.USAGE, "--durability is \"" + durability + "\"; expected process or power");
        };
    }
}
