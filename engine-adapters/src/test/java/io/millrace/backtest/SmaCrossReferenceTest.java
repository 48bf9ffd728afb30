package io.millrace.backtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.config.Settings;
import io.millrace.engine.EngineConfig;
import io.millrace.event.codec.RunMode;
import io.millrace.fixed.Fixed;
import io.millrace.source.BarSeries;
import io.millrace.source.DataSet;
import io.millrace.source.SeriesInputs;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * W1: the engine against a plain loop over doubles, written from the rules of the command line's contract: decide on a
 * completed bar, fill at the next open, all cash less the fee, fee on both sides, marked at the last close.
 *
 * <p>Prices near 100: the loop buys any fraction, the engine whole lots of 1e-8, and one lot must be worth far less
 * than 1e-8 of the equity for the two to be comparable. Prices have eight random decimals: where two means are exactly
 * equal, the last bit of a double decides, and no two programs sum alike.
 */
class SmaCrossReferenceTest {
    private static final int BARS = 1_000_000;
    private static final int FAST = 50;
    private static final int SLOW = 200;
    private static final double CAPITAL = 1_000_000;
    private static final double FEE = 0.001;

    private record Expected(double equity, int trades) {}

    @Test
    void shouldEqualAPlainLoopOnAMillionMinuteBars() {
        long seed = Long.getLong("seed", 42);
        BarSeries series = walk(seed);
        Expected expected = plainLoop(series);

        DataSet data = new DataSet(List.of(series), List.of(), List.of(), Map.of(), List.of());
        EngineConfig config = EngineConfig.read(settings());
        Backtest.Outcome outcome = new Backtest(config).run(new SeriesInputs(data, RunMode.BACKTEST, 1));

        double equity = Fixed.toDouble(outcome.recorder().curve().finalEquity());
        System.err.println("W1 seed " + seed + ": " + expected + ", engine " + equity + " in "
                + outcome.elapsedNs() / 1_000_000 + " ms");
        assertTrue(expected.trades > 1_000, "the walk must cross often");
        assertEquals(expected.trades, outcome.recorder().trades().roundTrips().size(), "seed " + seed);
        assertEquals(expected.equity, equity, expected.equity * 1e-8, "seed " + seed);
    }

    private static Settings settings() {
        String[][] pairs = {
            {"engine.mode", "backtest"},
            {"instruments.0.symbol", "WALK"},
            {"strategies.0.name", "sma-cross"},
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

    private static BarSeries walk(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long[] time = new long[BARS];
        long[][] prices = new long[4][BARS];
        long[] volume = new long[BARS];
        long price = 100 * Fixed.ONE;
        for (int i = 0; i < BARS; i++) {
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

    private static Expected plainLoop(BarSeries bars) {
        double cash = CAPITAL;
        double quantity = 0;
        int trades = 0;
        int wanted = 0;
        double fastBefore = Double.NaN;
        double slowBefore = Double.NaN;
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
            wanted = 0;
            double fast = mean(bars, i, FAST);
            double slow = mean(bars, i, SLOW);
            if (fast > slow && fastBefore <= slowBefore && quantity == 0) {
                wanted = 1;
            } else if (fast < slow && fastBefore >= slowBefore && quantity > 0) {
                wanted = -1;
            }
            fastBefore = fast;
            slowBefore = slow;
        }
        return new Expected(cash + quantity * Fixed.toDouble(bars.close(bars.size() - 1)), trades);
    }

    /** Summed afresh, exactly: closes are whole multiples of 1e-8 and 200 of them fit a long. */
    private static double mean(BarSeries bars, int last, int length) {
        if (last < length - 1) {
            return Double.NaN;
        }
        long sum = 0;
        for (int i = last - length + 1; i <= last; i++) {
            sum += bars.close(i);
        }
        return (double) sum / Fixed.ONE / length;
    }
}
