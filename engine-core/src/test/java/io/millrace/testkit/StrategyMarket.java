package io.millrace.testkit;

import io.millrace.config.Settings;
import io.millrace.engine.EngineConfig;
import io.millrace.event.codec.CommandKind;
import io.millrace.fixed.Fixed;
import io.millrace.strategy.StrategyDescriptor;
import io.millrace.strategy.StrategyFactory;
import io.millrace.strategy.StrategyRegistry;
import io.millrace.strategy.Universe;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Every strategy of the registry at work in one engine, on a random market of days: two equities and two coins with
 * calm and panic, missing bars, trades and quotes within the day, series of observations, and an operator who now and
 * then interferes. A pure function of its generator. Strategies with parameters in {@link #LIVELY} decide within days;
 * one that is not listed runs on its defaults.
 */
public final class StrategyMarket {
    /** Parameters that let a strategy trade on a few months of days. */
    public static final Map<String, Map<String, String>> LIVELY = Map.ofEntries(
            Map.entry("volatility-harvester", Map.of("atrPeriod", "3", "dip", "0.02", "rise", "0.02")),
            Map.entry("sma-cross", Map.of("fast", "2", "slow", "5")),
            Map.entry("buy-and-hold", Map.of()),
            Map.entry("equity-trend", Map.of("trend", "8", "momentum", "5", "exit", "3")),
            Map.entry(
                    "index-mean-reversion",
                    Map.of("bandPeriod", "6", "bandWidth", "0.8", "entryRsi", "30", "exitRsi", "70")),
            Map.entry("crypto-momentum", Map.of("shortWindow", "3", "longWindow", "6", "rebalanceDays", "3")),
            Map.entry(
                    "equity-reversal", Map.of("lookback", "2", "share", "0.3", "leastNames", "2", "holdSessions", "3")),
            Map.entry(
                    "crypto-reversal",
                    Map.of("lookback", "4", "entryZ", "1", "rsiPeriod", "3", "adxPeriod", "3", "adxCeiling", "101")),
            Map.entry("momentum-signal", Map.of("fast", "2", "slow", "5", "rsiPeriod", "3", "rsiHigh", "100")),
            Map.entry("zscore-reversion", Map.of("lookback", "4", "entryZ", "1", "atrPeriod", "3", "stopAtr", "1")),
            Map.entry(
                    "panic-contrarian",
                    Map.of(
                            "zPeriod", "8",
                            "volatilityPeriod", "3",
                            "criPeriod", "8",
                            "minCri", "-1",
                            "atrPeriod", "3",
                            "entryScore", "1.5",
                            "longOnly", "false",
                            "macroPeriod", "2")));

    private static final String[] SYMBOLS = {"SPY", "EQ", "BTC", "ETH"};
    private static final List<String> SERIES =
            List.of("attention:SPY", "attention:EQ", "attention:BTC", "vix", "oil", "unused");
    private static final int DAY_SECONDS = 86_400;
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long DAY_NS = DAY_SECONDS * SECOND_NS;
    private static final long CENT = Fixed.ONE / 100;

    private final Random random;
    private final InputScript script = new InputScript();
    private final long[] prices = {400 * Fixed.ONE, 50 * Fixed.ONE, 30_000 * Fixed.ONE, 2_000 * Fixed.ONE};
    private boolean killed;

    private StrategyMarket(final Random random) {
        this.random = random;
    }

    /** One instance of each strategy, in the order of the registry; those of one instrument trade the first coin. */
    public static EngineConfig config() {
        final Settings settings = market();
        int id = 0;
        for (final StrategyFactory factory : StrategyRegistry.all()) {
            strategy(settings, id++, factory.descriptor());
        }
        return EngineConfig.read(settings);
    }

    /** The market without anyone who trades. */
    public static Settings market() {
        final Settings settings = new Settings()
                .put("engine.mode", "backtest", "test")
                .put("risk.perAssetCap", "3", "test")
                .put("risk.grossLeverage", "3", "test")
                .put("risk.shortsAllowed", "true", "test")
                .put("venue.participation", "0.1", "test");
        for (int i = 0; i < SYMBOLS.length; i++) {
            settings.put("instruments." + i + ".symbol", SYMBOLS[i], "test");
            settings.put("instruments." + i + ".assetClass", i < 2 ? "equity" : "crypto", "test");
            settings.put("instruments." + i + ".tick", "0.01", "test");
            settings.put("instruments." + i + ".lot", "0.0001", "test");
        }
        for (int i = 0; i < SERIES.size(); i++) {
            settings.put("series." + i + ".name", SERIES.get(i), "test");
        }
        return settings;
    }

    /** Adds a strategy that trades all, or the first coin if it trades one. */
    public static void strategy(final Settings settings, final int id, final StrategyDescriptor descriptor) {
        final String key = "strategies." + id + ".";
        settings.put(key + "name", descriptor.name(), "test");
        settings.put(key + "symbol", descriptor.universe() == Universe.MANY ? "*" : "BTC", "test");
        settings.put(key + "timeframe", "1d", "test");
        LIVELY.getOrDefault(descriptor.name(), Map.of())
                .forEach((name, value) -> settings.put(key + "params." + name, value, "test"));
    }

    /** So many days of it, from the opening of a session to its end. */
    public static InputScript inputs(final Random random, final int days) {
        final StrategyMarket market = new StrategyMarket(random);
        market.script.up(RandomMarket.START_NS, 1);
        for (int day = 1; day <= days; day++) {
            market.day(RandomMarket.START_NS + day * DAY_NS, day);
        }
        return market.script.down(RandomMarket.START_NS + days * DAY_NS + 1, 1);
    }

    private void day(final long endNs, final int day) {
        final boolean weekend = day % 7 == 6 || day % 7 == 0;
        final int panic = random.nextInt(9) == 0 ? random.nextInt(SYMBOLS.length) : -1;
        final long[] opens = prices.clone();
        for (int hour = 1; hour < 24; hour++) {
            within(endNs - DAY_NS + hour * DAY_NS / 24, weekend);
        }
        observe(endNs, day, panic);
        for (int i = 0; i < SYMBOLS.length; i++) {
            if ((i < 2 && weekend) || random.nextInt(40) == 0) {
                continue;
            }
            prices[i] = moved(prices[i], i == panic ? 120 : 15);
            bar(i, endNs, opens[i], i == panic ? 5_000 : 1_000);
        }
        if (day % 3 == 0) {
            script.tick(endNs);
        }
        command(endNs, day);
    }

    private void within(final long timeNs, final boolean weekend) {
        final int instrument = random.nextInt(SYMBOLS.length);
        if (instrument < 2 && weekend) {
            return;
        }
        prices[instrument] = moved(prices[instrument], 4);
        if (random.nextBoolean()) {
            script.trade(instrument, timeNs, prices[instrument], (1 + random.nextInt(900)) * Fixed.ONE);
        } else if (random.nextInt(3) > 0) {
            script.quote(instrument, timeNs, prices[instrument], prices[instrument] + CENT, 500 * Fixed.ONE);
        }
    }

    private void observe(final long timeNs, final int day, final int panic) {
        for (int series = 0; series < 3; series++) {
            // Attention: weekly for the first, and daily with a jump in a panic for the others.
            if (series > 0 || day % 7 == 0) {
                script.observation(series, timeNs, timeNs, series == panic ? 95 : 30 + random.nextInt(20));
            }
        }
        if (day > 20) {
            script.observation(3, timeNs, timeNs, 15 + random.nextInt(20));
        }
        script.observation(4, timeNs, timeNs, 60 + random.nextInt(20));
    }

    private void bar(final int instrument, final long endNs, final long open, final int volume) {
        final long close = prices[instrument];
        final long high = cents(Math.max(open, close) + Math.max(open, close) / 100);
        final long low = cents(Math.min(open, close) - Math.min(open, close) / 100);
        final long[] candle = {open, high, low, close};
        script.bar(instrument, DAY_SECONDS, endNs, candle, (volume + random.nextInt(500)) * Fixed.ONE);
    }

    private void command(final long timeNs, final int day) {
        if (killed) {
            killed = false;
            script.command(timeNs + 1, CommandKind.RESUME);
        } else if (day > 30 && random.nextInt(25) == 0) {
            killed = random.nextBoolean();
            script.command(timeNs + 1, killed ? CommandKind.KILL : CommandKind.FLATTEN);
        }
    }

    /** By up to so many thousandths up or down. */
    private long moved(final long price, final int thousandths) {
        final long change = price / 1_000 * (random.nextInt(2 * thousandths + 1) - thousandths);
        return Math.max(Fixed.ONE, cents(price + change));
    }

    private static long cents(final long price) {
        return price - price % CENT;
    }
}
