package io.millrace.cli;

import io.millrace.config.ConfigException;
import io.millrace.config.Setting;
import io.millrace.config.Settings;
import io.millrace.config.SettingsReader;
import io.millrace.engine.EngineConfig;
import io.millrace.fixed.Fixed;
import io.millrace.instrument.AssetClass;
import io.millrace.instrument.Timeframe;
import io.millrace.settings.DataCheck;
import io.millrace.settings.DataSection;
import io.millrace.settings.EffectiveConfig;
import io.millrace.settings.Overrides;
import io.millrace.settings.SeriesOption;
import io.millrace.settings.SystemData;
import io.millrace.settings.YamlSettings;
import io.millrace.source.BarSeries;
import io.millrace.source.DataSet;
import io.millrace.source.SeriesInputs;
import io.millrace.strategy.StrategyDescriptor;
import io.millrace.strategy.StrategyParameters;
import io.millrace.strategy.Universe;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Turns the options of a backtest into the engine's configuration. Layers, a later one wins: research defaults, the
 * data's symbols, the file, the options, {@code --set}.
 */
final class BacktestSettings {
    private static final String DEFAULT = "default";
    private static final String FROM_DATA = "--data";
    private static final long DEFAULT_CAPITAL = 10_000 * Fixed.ONE;

    private final BacktestOptions options;
    private final Settings file;
    private final Settings series;
    private final Settings overrides;

    /** Checks what can be checked before any data is read. */
    BacktestSettings(BacktestOptions options) {
        this.options = options;
        if ((options.strategy == null) == (options.config == null)) {
            throw new ConfigException(
                    "expected either --strategy NAME or --config FILE; the strategies command lists the models");
        }
        overrides = Overrides.parse(options.set);
        file = options.config == null ? new Settings() : YamlSettings.read(options.config);
        series = SeriesOption.parse(options.series, file);
        if (options.data == null && !DataSection.hasFiles(data())) {
            throw new ConfigException(
                    "--data SPEC is missing; expected a .csv or .parquet file, a folder of them, journal:PATH or"
                            + " embedded:NAME,"
                            + " such as --data embedded:aapl"
                            + (options.config == null ? "" : ", or data.files in " + options.config));
        }
        if (options.config == null) {
            checkStrategy();
        } else {
            refuseBesideFile();
        }
    }

    /** What says where the data is, beside the options; its values are checked here. */
    Settings data() {
        Settings all = new Settings().putAll(file).putAll(series).putAll(overrides);
        Settings section = new Settings();
        for (Setting setting : all.all()) {
            if (setting.key().startsWith(DataSection.ROOT + ".")) {
                section.put(setting.key(), setting.value(), setting.origin());
            }
        }
        SettingsReader reader = new SettingsReader(section);
        new DataSection().check(reader);
        reader.finish();
        return section;
    }

    /** The whole configuration for this data. */
    EngineConfig config(DataSet data) {
        Settings settings = defaults();
        if (file.all().stream().noneMatch(setting -> setting.key().startsWith("instruments."))) {
            putInstruments(settings, data);
        }
        if (options.strategy != null) {
            putStrategies(settings, data);
        }
        settings.putAll(SystemData.seriesOf(data, data())).putAll(file).putAll(series);
        putRate(settings, "venue.makerFee", options.fee, "--fee-bps");
        putRate(settings, "venue.takerFee", options.fee, "--fee-bps");
        putRate(settings, "venue.slippage", options.slippage, "--slippage-bps");
        settings.putAll(overrides);
        EngineConfig config = EffectiveConfig.of(settings).engine();
        DataCheck.require(config, data);
        return options.fills.of(config);
    }

    /** The asset class of bars: exchanges close at weekends. */
    static AssetClass assetClass(BarSeries bars) {
        long dayNs = 86_400_000_000_000L;
        int size = bars.size();
        if (size == 0 || bars.openTimeNs(size - 1) - bars.openTimeNs(0) < 14 * dayNs) {
            return AssetClass.CRYPTO;
        }
        for (int i = 0; i < size; i++) {
            // 1970-01-01 was a Thursday: Saturday is day 2, Sunday day 3 of a week counted from it.
            long dayOfWeek = Math.floorMod(Math.floorDiv(bars.openTimeNs(i), dayNs), 7);
            if (dayOfWeek == 2 || dayOfWeek == 3) {
                return AssetClass.CRYPTO;
            }
        }
        return AssetClass.EQUITY;
    }

    private static Settings defaults() {
        return new Settings()
                .put("engine.mode", "backtest", DEFAULT)
                .put("venue.makerFee", "0.001", DEFAULT)
                .put("venue.takerFee", "0.001", DEFAULT)
                .put("venue.slippage", "0", DEFAULT)
                .put("venue.impact", "0", DEFAULT)
                .put("venue.participation", "0", DEFAULT);
    }

    private void checkStrategy() {
        StrategyDescriptor descriptor =
                StrategiesCommand.find("--strategy", options.strategy).descriptor();
        List<String> violations = new ArrayList<>();
        StrategyParameters.resolve(descriptor, new TreeMap<>(options.params), violations);
        if (options.timeframe != null) {
            try {
                Timeframe.parse(options.timeframe);
            } catch (IllegalArgumentException e) {
                violations.add("--timeframe: " + e.getMessage());
            }
        }
        if (!violations.isEmpty()) {
            throw new ConfigException(violations);
        }
    }

    private void refuseBesideFile() {
        List<String> violations = new ArrayList<>();
        refuse(violations, !options.params.isEmpty(), "--param", "strategies.0.params.NAME");
        refuse(violations, options.timeframe != null, "--timeframe", "strategies.0.timeframe");
        refuse(violations, options.capital != null, "--capital", "strategies.0.capital");
        refuse(violations, options.warmUp != null, "--warmup", "strategies.0.warmup");
        refuse(violations, options.wholeUnits, "--whole-units", "instruments.0.wholeUnits");
        refuse(violations, options.sleevePerSymbol, "--sleeve-per-symbol", "strategies.0.capital");
        if (!violations.isEmpty()) {
            throw new ConfigException(violations);
        }
    }

    private static void refuse(List<String> violations, boolean given, String option, String key) {
        if (given) {
            violations.add(option + " goes with --strategy; with --config set " + key + " in the file, or with --set "
                    + key + "=VALUE");
        }
    }

    private void putInstruments(Settings settings, DataSet data) {
        List<String> symbols = SeriesInputs.symbols(data);
        for (int i = 0; i < symbols.size(); i++) {
            String key = "instruments." + i + ".";
            AssetClass assetClass = options.assetClass;
            for (BarSeries bars : data.bars()) {
                if (assetClass == null && bars.symbol().equals(symbols.get(i))) {
                    assetClass = assetClass(bars);
                }
            }
            settings.put(key + "symbol", symbols.get(i), FROM_DATA);
            String name = (assetClass == null ? AssetClass.CRYPTO : assetClass).name();
            settings.put(key + "assetClass", name.toLowerCase(Locale.ROOT), FROM_DATA);
            if (options.wholeUnits) {
                settings.put(key + "wholeUnits", "true", "--whole-units");
                settings.put(key + "lot", "1", "--whole-units");
            }
        }
    }

    private void putStrategies(Settings settings, DataSet data) {
        List<String> symbols = universes(SeriesInputs.symbols(data));
        long capital = options.capital == null ? DEFAULT_CAPITAL : options.capital;
        long share = options.sleevePerSymbol ? capital : capital / symbols.size();
        long rest = options.sleevePerSymbol ? 0 : capital - share * symbols.size();
        for (int i = 0; i < symbols.size(); i++) {
            String key = "strategies." + i + ".";
            settings.put(key + "name", options.strategy, "--strategy");
            settings.put(key + "symbol", symbols.get(i), FROM_DATA);
            settings.put(key + "capital", Fixed.format(i == 0 ? share + rest : share), "--capital");
            settings.put(key + "warmup", Long.toString(options.warmUp == null ? 0 : options.warmUp), "--warmup");
            String first = DataSection.symbols(symbols.get(i)).get(0);
            String timeframe = options.timeframe == null ? timeframeOf(data, first) : options.timeframe;
            if (timeframe != null) {
                settings.put(key + "timeframe", timeframe, "--timeframe");
            }
            for (Map.Entry<String, String> parameter : options.params.entrySet()) {
                settings.put(key + "params." + parameter.getKey(), parameter.getValue(), "--param");
            }
        }
    }

    /** What each instance trades: one of a strategy that holds several symbols together has them all. */
    private List<String> universes(List<String> symbols) {
        Universe universe = StrategiesCommand.find("--strategy", options.strategy)
                .descriptor()
                .universe();
        return universe == Universe.ONE || options.sleevePerSymbol ? symbols : List.of(String.join(",", symbols));
    }

    private static String timeframeOf(DataSet data, String symbol) {
        for (BarSeries bars : data.bars()) {
            if (bars.symbol().equals(symbol)) {
                return new Timeframe(bars.timeframeSeconds()).format();
            }
        }
        return null;
    }

    private static void putRate(Settings settings, String key, Long rate, String option) {
        if (rate != null) {
            settings.put(key, Fixed.format(rate), option);
        }
    }
}
