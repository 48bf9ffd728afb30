package io.millrace.daemon;

import io.millrace.cli.CommandProvider;
import io.millrace.cli.HelpOption;
import io.millrace.config.Settings;
import io.millrace.control.ApiConfig;
import io.millrace.journal.Durability;
import io.millrace.logs.LogConfig;
import io.millrace.notify.NotifyConfig;
import io.millrace.settings.DataSection;
import io.millrace.settings.EffectiveConfig;
import io.millrace.settings.Overrides;
import io.millrace.settings.SeriesOption;
import io.millrace.settings.SystemData;
import io.millrace.settings.YamlSettings;
import io.millrace.source.DataSet;
import io.millrace.source.LoadOptions;
import io.millrace.source.RowPolicy;
import io.millrace.source.SeriesInputs;
import io.millrace.strategy.StrategyRegistry;
import io.millrace.strategy.Universe;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code run}: paper trading as a process, until its data ends, a signal or a command. */
@Command(
        name = "run",
        description = "Trades on a recorded feed as if it were live; goes on where its journal ends.",
        footer = {
            "",
            "TERM or INT stops in order, a second one at once; USR1 or a file KILL in the data folder sets the kill",
            "switch, which stays set, also across restarts, until the command resume."
        })
public final class RunCommand implements CommandProvider, Callable<Integer> {
    /** So long has a run that was given up to end in order. */
    private static final long ABANDONED_NS = TimeUnit.SECONDS.toNanos(5);

    @Mixin
    HelpOption help;

    @Spec
    private CommandSpec spec;

    @Option(names = "--mode", required = true, description = "paper; live comes later")
    private String mode;

    @Option(
            names = "--data",
            description = "the recorded feed: a .csv file, a folder, embedded:NAME; default data.files of --config")
    private String data;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "a YAML file with instruments, strategies, limits and threads; --set and the options win")
    private Path config;

    @Option(names = "--data-dir", defaultValue = "data", description = "journal, health.json, KILL (${DEFAULT-VALUE})")
    private Path dataDir;

    @Option(names = "--speed", defaultValue = "1", description = "feed time per wall time, or max (${DEFAULT-VALUE})")
    private String speed;

    @Option(
            names = "--snapshot-every",
            paramLabel = "STEPS",
            description =
                    "short for --set journal.snapshotEvery=STEPS: save the state each so many steps and at a stop,"
                            + " so that the next start runs only what is behind it again; 0 = never (default: "
                            + PaperOptions.SNAPSHOT_EVERY + ")")
    private String snapshotEvery;

    @Option(names = "--once", description = "end with the data instead of waiting there")
    private boolean once;

    @Option(names = "--dry-run", description = "decide and journal, send nothing; has a journal of its own")
    private boolean dryRun;

    @Option(names = "--layout", description = "fused, duo or pinned; default as configured, else by cores")
    private String layout;

    @Option(names = "--durability", defaultValue = "process", description = "process or power (${DEFAULT-VALUE})")
    private String durability;

    @Option(names = "--sync", description = "short for --durability power")
    private boolean sync;

    @Option(
            names = "--accept-clock-step",
            description = "start although the wall clock is behind the journal's last write")
    private boolean acceptClockStep;

    @Option(names = "--strategy", description = "short for --set strategies.0.name=NAME")
    private String strategy;

    @Option(
            names = "--series",
            paramLabel = "NAME=FILE",
            description = "an observation series, such as vix=vix.csv,column=CLOSE,lag=1d; repeatable")
    private List<String> series = new ArrayList<>();

    @Option(
            names = "--symbol",
            description =
                    "only these symbols of the data, with commas between, where the data names symbols; a file that"
                            + " names none gets this name")
    private String symbol;

    @Option(
            names = "--quarantine",
            description = "go on with bad rows instead of refusing the file: the engine quarantines them; a row that"
                    + " cannot be read is left out and named")
    private boolean quarantine;

    @Option(names = "--timeframe", description = "bars the strategy decides on; default the strategy's own")
    private String timeframe;

    @Option(names = "--capital", description = "short for --set strategies.0.capital=N")
    private String capital;

    @Option(names = "--set", paramLabel = "K=V", description = "overrides one key of the configuration; repeatable")
    private List<String> set = new ArrayList<>();

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
        if (!mode.equals("paper")) {
            throw new RunException(
                    ExitCodes.USAGE,
                    mode.equals("live")
                            ? "--mode live comes later; use --mode paper"
                            : "--mode is \"" + mode + "\"; expected paper");
        }
        Settings file = config == null ? new Settings() : YamlSettings.read(config);
        file.putAll(SeriesOption.parse(series, file));
        Settings overrides = Overrides.parse(set);
        Settings both = new Settings().putAll(file).putAll(overrides);
        boolean live = data == null && FeedConfig.isGiven(both);
        if (data == null && !live && !DataSection.hasFiles(file)) {
            throw new RunException(
                    ExitCodes.USAGE,
                    "--data is missing; expected a .csv file, a folder of them, embedded:NAME, or data.files or feeds"
                            + " in the file of --config");
        }
        DataSet loaded = live
                ? DataSet.joined(List.of())
                : SystemData.load(
                        data,
                        both,
                        LoadOptions.DEFAULTS
                                .withSymbols(symbols())
                                .withPolicy(quarantine ? RowPolicy.QUARANTINE : RowPolicy.STRICT));
        loaded.leftOut().forEach(spec.commandLine().getErr()::println);
        EffectiveConfig effective = EffectiveConfig.of(settings(file, overrides, loaded));
        return PaperOptions.of(dataDir, loaded, effective.engine())
                .withSpeed(speedValue())
                .withOnce(once)
                .withSnapshotEvery(JournalSection.snapshotEvery(effective.settings()))
                .withStallMs(WatchdogSection.stallMs(effective.settings()))
                .withDryRun(dryRun)
                .withPipeline(effective.pipeline())
                .withDurability(durabilityValue())
                .withAcceptClockStep(acceptClockStep)
                .withApi(ApiConfig.of(effective.settings()))
                .withSettings(effective.settings())
                .withLogs(LogConfig.of(effective.settings()))
                .withNotices(NotifyConfig.of(effective.settings()))
                .withFeed(live ? FeedConfig.of(effective.settings(), effective.engine(), once) : null);
    }

    /** A later layer wins: the data's symbols where the file names none, the file, {@code --set}, the short options. */
    private Settings settings(Settings file, Settings overrides, DataSet loaded) {
        Settings settings = new Settings();
        if (file.all().stream().noneMatch(setting -> setting.key().startsWith("instruments."))) {
            List<String> symbols = SeriesInputs.symbols(loaded);
            for (int i = 0; i < symbols.size(); i++) {
                settings.put("instruments." + i + ".symbol", symbols.get(i), "--data");
            }
        }
        settings.putAll(file).putAll(overrides);
        put(settings, "engine.mode", mode, "--mode");
        put(settings, "strategies.0.name", strategy, "--strategy");
        put(settings, "strategies.0.symbol", universe(settings), "--symbol");
        put(settings, "strategies.0.timeframe", timeframe, "--timeframe");
        put(settings, "strategies.0.capital", capital, "--capital");
        put(settings, "pipeline.layout", layout, "--layout");
        put(settings, JournalSection.SNAPSHOT_EVERY, snapshotEvery, "--snapshot-every");
        return settings;
    }

    private List<String> symbols() {
        return symbol == null ? List.of() : DataSection.symbols(symbol);
    }

    /** A strategy named here that holds several symbols together trades all there are. */
    private String universe(Settings settings) {
        boolean many = strategy != null
                && StrategyRegistry.names().contains(strategy)
                && StrategyRegistry.find(strategy).descriptor().universe() == Universe.MANY;
        return symbol == null && many && settings.get("strategies.0.symbol") == null ? "*" : symbol;
    }

    private static void put(Settings settings, String key, String value, String origin) {
        if (value != null) {
            settings.put(key, value, origin);
        }
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
        return switch (durability) {
            case "process" -> sync ? Durability.POWER : Durability.PROCESS;
            case "power" -> Durability.POWER;
            default ->
                throw new RunException(
                        ExitCodes.USAGE, "--durability is \"" + durability + "\"; expected process or power");
        };
    }
}
