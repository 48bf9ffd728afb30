package io.millrace.testkit;

import io.millrace.config.Settings;
import io.millrace.engine.EngineConfig;
import io.millrace.fixed.Fixed;
import java.time.Instant;
import java.util.Random;

/**
 * A seeded market of three instruments: 0 has one-minute bars alone, 1 trades and quotes, 2 trades. Among them are ties
 * in time, events to be quarantined, clock ticks and an operator's commands.
 */
public final class RandomMarket {
    /** 2026-01-05, a Monday. */
    public static final long START_NS = 1_767_571_200_000_000_000L;

    private static final long MINUTE_NS = 60_000_000_000L;
    private static final long CENT = Fixed.ONE / 100;

    private RandomMarket() {}

    /** Five strategies: every model, the harvester as maker and as taker, two timeframes on one instrument. */
    public static EngineConfig config() {
        return EngineConfig.read(new Settings()
                .put("engine.mode", "backtest", "test")
                .put("engine.seed", "20261121", "test")
                .putAll(venue())
                .put("instruments.0.symbol", "BARS", "test")
                .put("instruments.1.symbol", "QUOTED", "test")
                .put("instruments.1.lot", "0.001", "test")
                .put("instruments.2.symbol", "TRADED", "test")
                .putAll(strategy(0, "sma-cross", "BARS", "5m")
                        .put("strategies.0.params.fast", "2", "test")
                        .put("strategies.0.params.slow", "4", "test"))
                .putAll(strategy(1, "sma-cross", "BARS", "1m")
                        .put("strategies.1.params.fast", "3", "test")
                        .put("strategies.1.params.slow", "9", "test"))
                .putAll(harvester(2, "QUOTED", "true"))
                .putAll(harvester(3, "TRADED", "true"))
                .putAll(harvester(4, "BARS", "false"))
                .putAll(strategy(5, "buy-and-hold", "QUOTED", "1h"))
                .put("market.outlierMads", "10", "test")
                .put("market.staleBars", "2", "test")
                .put("market.gaps", "true", "test")
                .put("risk.perAssetCap", "3", "test")
                .put("risk.grossLeverage", "3", "test"));
    }

    /** A venue with delays, costs of every kind and a bad quarter of an hour. */
    private static Settings venue() {
        return new Settings()
                .put("venue.latency", "lognormal", "test")
                .put("venue.orderLatencyNs", "200000000", "test")
                .put("venue.reportLatencyNs", "100000000", "test")
                .put("venue.rootImpact", "0.5", "test")
                .put("venue.spreadFraction", "0.25", "test")
                .put("venue.spread", "0.0005", "test")
                .put("venue.queueAhead", "0.5", "test")
                .put("venue.minimumFee", "0.01", "test")
                .put("fees.crypto.perShare", "0.0001", "test")
                .put("venue.script.0.does", "outage", "test")
                .put("venue.script.0.at", minute(31), "test")
                .put("venue.script.0.seconds", "90", "test")
                .put("venue.script.1.does", "halt", "test")
                .put("venue.script.1.at", minute(40), "test")
                .put("venue.script.1.seconds", "200", "test")
                .put("venue.script.1.symbol", "BARS", "test");
    }

    private static String minute(final int number) {
        return Instant.EPOCH.plusNanos(START_NS + number * MINUTE_NS).toString();
    }

    /** So many minutes of it. */
    public static InputScript inputs(final Random random, final int minutes) {
        final InputScript script = new InputScript().up(START_NS, 1);
        final long[] price = {100 * Fixed.ONE, 50 * Fixed.ONE, 20 * Fixed.ONE};
        for (int minute = 1; minute <= minutes; minute++) {
            final long endNs = START_NS + minute * MINUTE_NS;
            for (int second = 5; second < 60; second += 5) {
                within(script, random, price, endNs - MINUTE_NS + second * 1_000_000_000L);
            }
            final long open = price[0];
            price[0] = moved(random, open, 60);
            final long[] prices = {
                open, Math.max(open, price[0]) + 3 * CENT, Math.min(open, price[0]) - 3 * CENT, price[0]
            };
            script.bar(0, 60, random.nextInt(40) == 0 ? endNs - 2 * MINUTE_NS : endNs, prices, 1_000 * Fixed.ONE);
            if (minute % 7 == 0) {
                script.tick(endNs);
            }
            command(script, random, endNs);
        }
        return script.down(START_NS + minutes * MINUTE_NS + 1, 1);
    }

    private static void within(final InputScript script, final Random random, final long[] price, final long timeNs) {
        if (random.nextInt(3) > 0) {
            price[1] = moved(random, price[1], 15);
            final long spread = random.nextInt(30) == 0 ? -CENT : (1 + random.nextInt(3)) * CENT;
            script.quote(1, timeNs, price[1], price[1] + spread, (1 + random.nextInt(400)) * Fixed.ONE);
        }
        if (random.nextInt(4) == 0) {
            script.trade(1, timeNs, price[1], (1 + random.nextInt(50)) * Fixed.ONE);
        }
        if (random.nextInt(2) == 0) {
            price[2] = moved(random, price[2], 10);
            script.trade(2, timeNs, price[2], (1 + random.nextInt(500)) * Fixed.ONE);
        }
        if (random.nextInt(200) == 0) {
            script.trade(2, timeNs, -price[2], Fixed.ONE);
        }
        if (random.nextInt(200) == 0) {
            script.trade(2, timeNs, 2 * price[2], Fixed.ONE);
        }
    }

    private static void command(final InputScript script, final Random random, final long timeNs) {
        final int draw = random.nextInt(400);
        if (draw == 0) {
            script.command(timeNs, io.millrace.event.codec.CommandKind.FLATTEN);
        } else if (draw == 1) {
            script.command(timeNs, io.millrace.event.codec.CommandKind.KILL);
            script.command(timeNs + 1, io.millrace.event.codec.CommandKind.RESUME);
        }
    }

    private static long moved(final Random random, final long price, final int cents) {
        return Math.max(Fixed.ONE, price + (random.nextInt(2 * cents + 1) - cents) * CENT);
    }

    private static Settings harvester(final int id, final String symbol, final String makerFirst) {
        final String key = "strategies." + id + ".params.";
        return strategy(id, "volatility-harvester", symbol, "1m")
                .put(key + "dip", "0.01", "test")
                .put(key + "rise", "0.012", "test")
                .put(key + "calm", "0.0001", "test")
                .put(key + "makerFirst", makerFirst, "test")
                .put(key + "makerTimeout", "40", "test");
    }

    private static Settings strategy(final int id, final String name, final String symbol, final String timeframe) {
        final String key = "strategies." + id + ".";
        return new Settings()
                .put(key + "name", name, "test")
                .put(key + "symbol", symbol, "test")
                .put(key + "timeframe", timeframe, "test");
    }
}
