package io.millrace.backtest;

import io.millrace.config.Settings;
import io.millrace.fixed.Fixed;
import io.millrace.source.BarSeries;
import java.util.SplittableRandom;

/**
 * A backtest as a loop over doubles, from the rules of the command line's contract: decide on a completed bar, fill at
 * the next open, all cash less the fee, fee on both sides, marked at the last close.
 *
 * <p>Prices near 100: the loop buys any fraction, the engine whole lots of 1e-8, and one lot must be worth far less
 * than 1e-8 of the equity for the two to be comparable.
 */
final class PlainLoop {
    private static final double CAPITAL = 1_000_000;
    private static final double FEE = 0.001;

    private PlainLoop() {}

    /** Says after each bar what is wanted: above 0 all in, below 0 all out, 0 as before. */
    interface Rule {
        int decide(int bar, boolean holding);
    }

    /** @param trades closed ones */
    record Result(double equity, int trades) {}

    static Result run(BarSeries bars, Rule rule) {
        double cash = CAPITAL;
        double quantity = 0;
        int trades = 0;
        int wanted = 0;
        for (int i = 0; i < bars.size(); i++) {
            double open = Fixed.toDouble(bars.open(i));
            if (wanted > 0) {
                quantity = cash / (open * (1 + FEE));
                cash = 0;
            } else if (wanted < 0) {
                cash += quantity * open * (1 - FEE);
                quantity = 0;
                trades++;
            }
            wanted = rule.decide(i, quantity > 0);
        }
        return new Result(cash + quantity * Fixed.toDouble(bars.close(bars.size() - 1)), trades);
    }

    /** One strategy on the walk, at the loop's costs. */
    static Settings settings(String strategy) {
        String[][] pairs = {
            {"engine.mode", "backtest"},
            {"instruments.0.symbol", "WALK"},
            {"strategies.0.name", strategy},
            {"strategies.0.timeframe", "1m"},
            {"strategies.0.capital", "1000000"},
            {"venue.makerFee", "0.001"},
            {"venue.takerFee", "0.001"},
            {"venue.slippage", "0"},
            {"venue.participation", "0"},
        };
        Settings settings = new Settings();
        for (String[] pair : pairs) {
            settings.put(pair[0], pair[1], "test");
        }
        return settings;
    }

    /**
     * Minute bars of a random walk. Prices have eight random decimals: where two numbers are quite equal, the last bit
     * of a double decides, and no two programs sum alike.
     */
    static BarSeries walk(int bars, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long[] time = new long[bars];
        long[][] prices = new long[4][bars];
        long[] volume = new long[bars];
        long price = 100 * Fixed.ONE;
        for (int i = 0; i < bars; i++) {
            time[i] = 1_600_000_000_000_000_000L + i * 60_000_000_000L;
            long open = Math.max(Fixed.ONE, price + cents(random, 1));
            long close = Math.max(Fixed.ONE, open + cents(random, 10));
            prices[0][i] = open;
            prices[1][i] = Math.max(open, close) + 5 * Fixed.ONE / 100;
            prices[2][i] = Math.max(1, Math.min(open, close) - 5 * Fixed.ONE / 100);
            prices[3][i] = close;
            volume[i] = Fixed.ONE;
            price = close;
        }
        return BarSeries.of("WALK", 60, time, prices, volume);
    }

    private static long cents(SplittableRandom random, int most) {
        return random.nextLong(-most * Fixed.ONE / 100, most * Fixed.ONE / 100 + 1);
    }
}
