package io.millrace.bench.workload;

import io.millrace.config.Settings;
import io.millrace.engine.EngineConfig;
import io.millrace.event.codec.RunMode;
import io.millrace.feed.InputSource;
import io.millrace.fixed.Fixed;
import io.millrace.source.BarSeries;
import io.millrace.source.DataSet;
import io.millrace.source.SeriesInputs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Daily bars of many symbols, each a random walk of its own, all closing at the same times: what a stock universe asks
 * of an engine. One sleeve a symbol, or a system of several models over them.
 */
public final class ManyWalks {
    private static final long START_NS = 1_262_304_000_000_000_000L;
    private static final long DAY_NS = 86_400_000_000_000L;
    private static final String ORIGIN = "bench";
    private static final double DAILY = 0.02;

    private final DataSet data;
    private final int symbols;
    private final int days;

    /** So many symbols over so many days; equal seeds give equal bars. */
    public ManyWalks(int symbols, int days, long seed) {
        this.symbols = symbols;
        this.days = days;
        SplittableRandom random = new SplittableRandom(seed);
        List<BarSeries> bars = new ArrayList<>();
        for (int i = 0; i < symbols; i++) {
            bars.add(walk(symbol(i), days, random.split()));
        }
        // As every run of a universe has them.
        data = new DataSet(BarSeries.sideBySide(bars), List.of(), List.of(), Map.of(), List.of());
    }

    /** Bars of all symbols together. */
    public long size() {
        return (long) symbols * days;
    }

    public int symbols() {
        return symbols;
    }

    public int days() {
        return days;
    }

    /** The bars as engine inputs, from the first. */
    public InputSource inputs() {
        return new SeriesInputs(data, RunMode.BACKTEST, 1);
    }

    /**
     * W2: RSI(2) below 10 and a close below the lower Bollinger(20, 2) band in, RSI(2) above 90 out, on every symbol,
     * each with a sleeve of its own.
     */
    public EngineConfig sleeveEach() {
        Settings settings = base();
        for (int i = 0; i < symbols; i++) {
            sleeve(settings, i, "index-mean-reversion", i, 0, 0);
            settings.put("strategies." + i + ".params.exitOnMiddleBand", "false", ORIGIN);
        }
        return EngineConfig.read(settings);
    }

    /** A system: two moving-average models at two speeds and a holder side by side, eleven sleeves for ten symbols. */
    public EngineConfig system() {
        Settings settings = base();
        int place = 0;
        for (int i = 0; i < symbols; i++) {
            sleeve(settings, place++, "sma-cross", i, 10, 50);
            if (i % 20 == 0) {
                sleeve(settings, place++, "sma-cross", i, 50, 200);
            } else if (i % 20 == 10) {
                sleeve(settings, place++, "buy-and-hold", i, 0, 0);
            }
        }
        return EngineConfig.read(settings);
    }

    private Settings base() {
        Settings settings = new Settings();
        settings.put("engine.mode", "backtest", ORIGIN);
        for (int i = 0; i < symbols; i++) {
            settings.put("instruments." + i + ".symbol", symbol(i), ORIGIN);
            settings.put("instruments." + i + ".assetClass", "equity", ORIGIN);
        }
        settings.put("venue.makerFee", "0.001", ORIGIN);
        settings.put("venue.takerFee", "0.001", ORIGIN);
        settings.put("venue.slippage", "0", ORIGIN);
        settings.put("venue.participation", "0", ORIGIN);
        return settings;
    }

    private static void sleeve(Settings settings, int place, String model, int symbol, int fast, int slow) {
        String key = "strategies." + place + ".";
        settings.put(key + "name", model, ORIGIN);
        settings.put(key + "symbol", symbol(symbol), ORIGIN);
        settings.put(key + "timeframe", "1d", ORIGIN);
        settings.put(key + "capital", "10000", ORIGIN);
        if (fast > 0) {
            settings.put(key + "params.fast", Integer.toString(fast), ORIGIN);
            settings.put(key + "params.slow", Integer.toString(slow), ORIGIN);
        }
    }

    private static String symbol(int i) {
        return "S" + (1_000 + i);
    }

    private static BarSeries walk(String symbol, int days, SplittableRandom random) {
        long[] time = new long[days];
        long[][] prices = new long[4][days];
        long[] volume = new long[days];
        double price = random.nextDouble(10, 200);
        for (int i = 0; i < days; i++) {
            time[i] = START_NS + i * DAY_NS;
            double open = Math.max(1, price * (1 + random.nextDouble(-DAILY / 4, DAILY / 4)));
            double close = Math.max(1, open * (1 + random.nextDouble(-DAILY, DAILY * 1.05)));
            prices[0][i] = cents(open);
            prices[3][i] = cents(close);
            prices[1][i] = Math.max(prices[0][i], prices[3][i]) + Fixed.ONE / 20;
            prices[2][i] = Math.min(prices[0][i], prices[3][i]) - Fixed.ONE / 20;
            volume[i] = 1_000_000 * Fixed.ONE;
            price = close;
        }
        return BarSeries.of(symbol, 86_400, time, prices, volume);
    }

    private static long cents(double price) {
        return Math.round(price * 100) * (Fixed.ONE / 100);
    }
}
