package io.millrace.engine;

import io.millrace.book.BarAggregator;
import io.millrace.book.MarketRules;
import io.millrace.calendar.CalendarRegistry;
import io.millrace.config.Settings;
import io.millrace.config.SettingsReader;
import io.millrace.event.codec.RunMode;
import io.millrace.fixed.Fixed;
import io.millrace.instrument.AssetClass;
import io.millrace.instrument.BarKind;
import io.millrace.instrument.CorporateAction;
import io.millrace.instrument.DelistingReturns;
import io.millrace.instrument.Instrument;
import io.millrace.instrument.Timeframe;
import io.millrace.risk.ProceedsRule;
import io.millrace.risk.RiskLimits;
import io.millrace.strategy.StrategyCatalog;
import io.millrace.strategy.StrategyFactory;
import io.millrace.strategy.StrategyParameters;
import io.millrace.strategy.Universe;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The engine's configuration as settings, both ways. */
final class EngineConfigText {
    private static final String EFFECTIVE = "effective";
    private static final int DAY_SECONDS = 86_400;
    private static final long MAX_MONEY = 10_000_000_000L * Fixed.ONE;
    private static final long DEFAULT_CAPITAL = 10_000 * Fixed.ONE;

    private EngineConfigText() {}

    static EngineConfig read(final Settings settings, final StrategyCatalog catalog) {
        final SettingsReader reader = new SettingsReader(settings);
        final String mode = reader.oneOf("engine.mode", "paper", List.of("backtest", "paper", "live"));
        final boolean research = mode.equals("backtest");
        final List<Instrument> instruments = instruments(reader);
        final List<StrategyConfig> strategies = strategies(reader, instruments, catalog);
        final List<String> series = series(reader);
        final EngineConfig config = new EngineConfig(
                engineId(reader),
                RunMode.valueOf(mode.toUpperCase(Locale.ROOT)),
                reader.whole("engine.seed", 0, Long.MIN_VALUE, Long.MAX_VALUE),
                instruments,
                strategies,
                MarketRules.read(reader, research ? MarketRules.research() : MarketRules.account()),
                RiskLimits.read(reader, limits(mode)),
                ProceedsRule.read(reader, research ? ProceedsRule.research() : ProceedsRule.account()),
                VenueText.read(reader, instruments),
                FeesText.read(reader),
                catalog,
                series,
                PortfolioText.read(reader, instruments, strategies, series, MAX_MONEY));
        reader.finish();
        return config;
    }

    private static RiskLimits limits(final String mode) {
        return switch (mode) {
            case "backtest" -> RiskLimits.research();
            case "live" -> RiskLimits.account().forLive();
            default -> RiskLimits.account();
        };
    }

    static Settings write(final EngineConfig config) {
        final Settings settings = new Settings();
        put(settings, "engine.id", config.engineId());
        put(settings, "engine.mode", config.mode().name().toLowerCase(Locale.ROOT));
        put(settings, "engine.seed", Long.toString(config.seed()));
        for (final Instrument instrument : config.instruments()) {
            writeInstrument(settings, "instruments." + instrument.id() + ".", instrument);
        }
        for (int i = 0; i < config.strategies().size(); i++) {
            final StrategyConfig strategy = config.strategies().get(i);
            writeStrategy(settings, "strategies." + i + ".", strategy);
            StrategyText.writeOrigin(
                    settings, "strategies." + i + ".", config.catalog().origin(strategy.name()));
        }
        PortfolioText.write(settings, config, EFFECTIVE);
        config.market().write(settings, EFFECTIVE);
        for (int i = 0; i < config.series().size(); i++) {
            put(settings, "series." + i + ".name", config.series().get(i));
        }
        config.risk().write(settings, EFFECTIVE);
        config.proceeds().write(settings, EFFECTIVE);
        VenueText.write(settings, config.venue(), config.instruments(), EFFECTIVE);
        FeesText.write(settings, config.fees(), EFFECTIVE);
        return settings;
    }

    private static String engineId(final SettingsReader reader) {
        final String id = reader.text("engine.id", "MILL");
        if (!id.matches("[A-Z0-9]{1,4}")) {
            reader.violation(reader.where("engine.id") + " is \"" + id + "\"; expected 1 to 4 capitals and digits");
        }
        return id;
    }

    private static List<Instrument> instruments(final SettingsReader reader) {
        final List<Instrument> instruments = new ArrayList<>();
        final DelistingReturns delistings = DelistingReturns.read(reader);
        final int count = reader.listSize("instruments");
        if (count == 0) {
            reader.violation(
                    "instruments: none; expected a list of at least one, for example instruments.0.symbol=BTC-USD");
        }
        for (int i = 0; i < count; i++) {
            final String key = "instruments." + i + ".";
            try {
                final Instrument read = instrument(reader, key, i, delistings);
                refuseDuplicate(reader, key, read, instruments);
                instruments.add(read);
            } catch (final IllegalArgumentException e) {
                reader.violation(e.getMessage());
            }
        }
        return instruments;
    }

    private static void refuseDuplicate(
            final SettingsReader reader, final String key, final Instrument read, final List<Instrument> others) {
        for (final Instrument other : others) {
            if (other.symbol().equals(read.symbol())) {
                reader.violation(reader.where(key + "symbol") + " is \"" + read.symbol() + "\", as is instruments."
                        + other.id() + ".symbol; expected a symbol of its own");
            }
        }
    }

    private static Instrument instrument(
            final SettingsReader reader, final String key, final int id, final DelistingReturns delistings) {
        final List<String> classes = new ArrayList<>();
        for (final AssetClass assetClass : AssetClass.values()) {
            classes.add(assetClass.name().toLowerCase(Locale.ROOT));
        }
        final String calendar = reader.oneOf(key + "calendar", Instrument.ALWAYS_OPEN, CalendarRegistry.names());
        final String assetClass = reader.oneOf(key + "assetClass", "crypto", classes);
        return new Instrument(
                id,
                reader.required(key + "symbol", "the engine's name of the instrument, for example BTC-USD"),
                AssetClass.valueOf(assetClass.toUpperCase(Locale.ROOT)),
                reader.text(key + "currency", "USD"),
                reader.fixed(key + "tick", 1, 1, MAX_MONEY),
                reader.fixed(key + "lot", 1, 1, MAX_MONEY),
                reader.fixed(key + "minQuantity", 0, 0, MAX_MONEY),
                reader.fixed(key + "minNotional", 0, 0, MAX_MONEY),
                reader.fixed(key + "maxQuantity", MAX_MONEY, 1, MAX_MONEY),
                reader.flag(key + "wholeUnits", false),
                reader.flag(key + "tradable", true),
                calendar,
                actions(reader, key + "actions", calendar, delistings));
    }

    private static List<CorporateAction> actions(
            final SettingsReader reader, final String key, final String calendar, final DelistingReturns delistings) {
        try {
            final List<CorporateAction> actions = new ArrayList<>();
            for (final CorporateAction action : CorporateAction.parse(reader.text(key, ""))) {
                actions.add(action.orReturn(delistings.of(calendar)));
            }
            return actions;
        } catch (final IllegalArgumentException e) {
            reader.violation(reader.where(key) + ": " + e.getMessage());
            return List.of();
        }
    }

    private static void writeInstrument(final Settings settings, final String key, final Instrument instrument) {
        put(settings, key + "symbol", instrument.symbol());
        put(settings, key + "assetClass", instrument.assetClass().name().toLowerCase(Locale.ROOT));
        put(settings, key + "currency", instrument.currency());
        put(settings, key + "tick", Fixed.format(instrument.tick()));
        put(settings, key + "lot", Fixed.format(instrument.lot()));
        put(settings, key + "minQuantity", Fixed.format(instrument.minQuantity()));
        put(settings, key + "minNotional", Fixed.format(instrument.minNotional()));
        put(settings, key + "maxQuantity", Fixed.format(Math.min(instrument.maxQuantity(), MAX_MONEY)));
        put(settings, key + "wholeUnits", Boolean.toString(instrument.wholeUnits()));
        put(settings, key + "tradable", Boolean.toString(instrument.tradable()));
        put(settings, key + "calendar", instrument.calendar());
        if (!instrument.actions().isEmpty()) {
            put(settings, key + "actions", CorporateAction.format(instrument.actions()));
        }
    }

    private static List<StrategyConfig> strategies(
            final SettingsReader reader, final List<Instrument> instruments, final StrategyCatalog catalog) {
        final List<String> symbols = new ArrayList<>();
        for (final Instrument instrument : instruments) {
            symbols.add(instrument.symbol());
        }
        final List<StrategyConfig> strategies = new ArrayList<>();
        final int count = reader.listSize("strategies");
        if (count == 0) {
            reader.violation(
                    "strategies: none; expected a list of at least one, for example strategies.0.name=sma-cross");
        }
        for (int i = 0; i < count; i++) {
            final String key = "strategies." + i + ".";
            final StrategyConfig strategy = strategy(reader, key, symbols, catalog);
            refuseStraddling(reader, key, strategy, instruments);
            refuseActionsWithoutNight(reader, key, strategy, instruments);
            strategies.add(strategy);
        }
        return strategies;
    }

    private static void refuseStraddling(
            final SettingsReader reader,
            final String key,
            final StrategyConfig strategy,
            final List<Instrument> instruments) {
        for (final Instrument instrument : instruments) {
            if (strategy.symbols().contains(instrument.symbol())
                    && !BarAggregator.fits(instrument.tradingCalendar(), strategy.timeframeSeconds())) {
                reader.violation(reader.where(key + "timeframe") + " is "
                        + new Timeframe(strategy.timeframeSeconds()).format() + ", which straddles the sessions of "
                        + instrument.calendar() + ", the calendar of " + instrument.symbol()
                        + "; expected at most 1d, or whole days");
            }
        }
    }

    /** A daily bar that ends when the action takes effect comes after it, and is in the terms before it. */
    private static void refuseActionsWithoutNight(
            final SettingsReader reader,
            final String key,
            final StrategyConfig strategy,
            final List<Instrument> instruments) {
        final Timeframe timeframe = new Timeframe(strategy.timeframeSeconds());
        if (timeframe.kind() != BarKind.TIME || timeframe.code() < DAY_SECONDS) {
            return;
        }
        for (final Instrument instrument : instruments) {
            if (!instrument.actions().isEmpty()
                    && instrument.calendar().equals(Instrument.ALWAYS_OPEN)
                    && strategy.symbols().contains(instrument.symbol())) {
                reader.violation(reader.where(key + "timeframe") + " is " + timeframe.format() + ", and "
                        + instrument.symbol() + " has corporate actions on the calendar " + Instrument.ALWAYS_OPEN
                        + ", where the daily bar before an ex-date ends with it and cannot be told from those after;"
                        + " expected instruments." + instrument.id() + ".calendar: NYSE or NASDAQ, or prices that are"
                        + " adjusted already, without actions");
            }
        }
    }

    private static StrategyConfig strategy(
            final SettingsReader reader, final String key, final List<String> symbols, final StrategyCatalog catalog) {
        final boolean missing = StrategyText.lacksPlugin(reader, key, catalog);
        final String name = missing ? "" : reader.oneOf(key + "name", "", catalog.names());
        final SortedMap<String, String> parameters = new TreeMap<>();
        for (final String parameter : reader.keysBelow(key + "params")) {
            parameters.put(parameter, reader.text(key + "params." + parameter, ""));
        }
        if (!missing) {
            StrategyText.checkOrigin(reader, key, name.isEmpty() ? null : catalog.origin(name));
        }
        String timeframe = "1d";
        Universe universe = Universe.MANY;
        if (!name.isEmpty()) {
            final StrategyFactory factory = catalog.find(name);
            timeframe = factory.descriptor().defaultTimeframe();
            universe = factory.descriptor().universe();
            final StrategyParameters resolved = StrategyText.parameters(reader, key + "params", factory, parameters);
            for (final Map.Entry<String, Double> entry : resolved.all().entrySet()) {
                parameters.put(entry.getKey(), plain(entry.getValue()));
            }
        }
        final long budget = PortfolioText.budget(reader, key);
        return new StrategyConfig(
                name,
                UniverseText.read(reader, key + "symbol", symbols, universe),
                timeframeSeconds(reader, key + "timeframe", timeframe),
                PortfolioText.capital(reader, key, budget, DEFAULT_CAPITAL, MAX_MONEY),
                budget,
                reader.whole(key + "warmup", 0, 0, 1_000_000_000),
                parameters);
    }

    private static int timeframeSeconds(final SettingsReader reader, final String key, final String defaultValue) {
        final String text = reader.text(key, defaultValue);
        try {
            return Timeframe.parse(text).code();
        } catch (final IllegalArgumentException e) {
            reader.violation(reader.where(key) + ": " + e.getMessage());
            return Timeframe.parse(defaultValue).code();
        }
    }

    private static void writeStrategy(final Settings settings, final String key, final StrategyConfig strategy) {
        put(settings, key + "name", strategy.name());
        put(settings, key + "symbol", String.join(",", strategy.symbols()));
        put(settings, key + "timeframe", new Timeframe(strategy.timeframeSeconds()).format());
        if (strategy.budget() > 0) {
            put(settings, key + "budget", Fixed.format(strategy.budget()));
        } else {
            put(settings, key + "capital", Fixed.format(strategy.capital()));
        }
        put(settings, key + "warmup", Long.toString(strategy.warmUpBars()));
        for (final Map.Entry<String, String> parameter : strategy.parameters().entrySet()) {
            put(settings, key + "params." + parameter.getKey(), parameter.getValue());
        }
    }

    private static List<String> series(final SettingsReader reader) {
        final List<String> names = new ArrayList<>();
        for (int i = 0; i < reader.listSize("series"); i++) {
            final String key = "series." + i + ".name";
            final String name = reader.required(key, "the name strategies ask for, for example vix");
            if (names.contains(name)) {
                reader.violation(reader.where(key) + " is \"" + name + "\" a second time; expected a name of its own");
            }
            names.add(name);
        }
        return names;
    }

    /** {@code 50} rather than {@code 50.0}: the text is read by people, and read back as a whole number. */
    private static String plain(final double value) {
        return value == StrictMath.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    private static void put(final Settings settings, final String key, final String value) {
        settings.put(key, value, EFFECTIVE);
    }
}
