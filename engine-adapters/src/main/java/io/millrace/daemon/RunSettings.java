package io.millrace.daemon;

import io.millrace.config.Settings;
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
import picocli.CommandLine.Option;

/** The options that say what is traded and on what data; the same for a start and for what allows it. */
final class RunSettings {
    @Option(
            names = "--data",
            paramLabel = "SPEC",
            description = "the recorded feed: a .csv or .parquet file, a folder, journal:PATH or embedded:NAME;"
                    + " default data.files of --config")
    private String data;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "a YAML file with instruments, strategies, limits and threads; --set and the options win")
    private Path config;

    @Option(names = "--strategy", paramLabel = "NAME", description = "short for --set strategies.0.name=NAME")
    private String strategy;

    @Option(
            names = "--series",
            paramLabel = "NAME=FILE",
            description = "an observation series, such as vix=vix.csv,column=CLOSE,lag=1d; repeatable")
    private List<String> series = new ArrayList<>();

    @Option(
            names = "--symbol",
            paramLabel = "S",
            description =
                    "only these symbols of the data, with commas between, where the data names symbols; a file that"
                            + " names none gets this name")
    private String symbol;

    @Option(
            names = "--quarantine",
            description = "go on with bad rows instead of refusing the file: the engine quarantines them; a row that"
                    + " cannot be read is left out and named")
    private boolean quarantine;

    @Option(
            names = "--timeframe",
            paramLabel = "T",
            description = "bars the strategy decides on; default the strategy's own")
    private String timeframe;

    @Option(names = "--capital", paramLabel = "N", description = "short for --set strategies.0.capital=N")
    private String capital;

    @Option(names = "--set", paramLabel = "K=V", description = "overrides one key of the configuration; repeatable")
    private List<String> set = new ArrayList<>();

    /**
     * What the options say together.
     *
     * @param file of the configuration file alone
     * @param effective everything, checked
     * @param loaded the recorded feed; empty when it is live
     * @param liveFeed whether rows come over the network
     */
    record Chosen(Settings file, EffectiveConfig effective, DataSet loaded, boolean liveFeed) {}

    /**
     * Reads files and checks all.
     *
     * @param mode wins over every {@code engine.mode}
     * @param more wins over the file and {@code --set}
     */
    Chosen choose(String mode, Settings more, PrintWriter err) {
        Settings file = config == null ? new Settings() : YamlSettings.read(config);
        file.putAll(SeriesOption.parse(series, file));
        Settings overrides = Overrides.parse(set);
        Settings both = new Settings().putAll(file).putAll(overrides);
        boolean live = data == null && FeedConfig.isGiven(both);
        if (data == null && !live && !DataSection.hasFiles(file)) {
            throw new RunException(
                    ExitCodes.USAGE,
                    "--data is missing; expected a .csv or .parquet file, a folder of them, journal:PATH,"
                            + " embedded:NAME, or data.files or feeds"
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
        loaded.leftOut().forEach(err::println);
        Settings settings = settings(file, overrides, loaded, mode).putAll(more);
        return new Chosen(file, EffectiveConfig.of(settings), loaded, live);
    }

    /** A later layer wins: the data's symbols where the file names none, the file, {@code --set}, the short options. */
    private Settings settings(Settings file, Settings overrides, DataSet loaded, String mode) {
        Settings settings = new Settings();
        if (file.all().stream().noneMatch(setting -> setting.key().startsWith("instruments."))) {
            List<String> symbols = SeriesInputs.symbols(loaded);
            for (int i = 0; i < symbols.size(); i++) {
                settings.put("instruments." + i + ".symbol", symbols.get(i), "--data");
            }
        }
        settings.putAll(SystemData.seriesOf(loaded, new Settings().putAll(file).putAll(overrides)));
        settings.putAll(file).putAll(overrides);
        put(settings, "engine.mode", mode, "--mode");
        put(settings, "strategies.0.name", strategy, "--strategy");
        put(settings, "strategies.0.symbol", universe(settings), "--symbol");
        put(settings, "strategies.0.timeframe", timeframe, "--timeframe");
        put(settings, "strategies.0.capital", capital, "--capital");
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

    static void put(Settings settings, String key, String value, String origin) {
        if (value != null) {
            settings.put(key, value, origin);
        }
    }
}
