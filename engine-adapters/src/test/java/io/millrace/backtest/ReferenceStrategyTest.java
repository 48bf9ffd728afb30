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
import org.junit.jupiter.api.Test;

/** The engine against {@link PlainLoop} on three rules that a loop can state in a few lines, W1's and W2's too. */
class ReferenceStrategyTest {
    private static final int FAST = 50;
    private static final int SLOW = 200;
    private static final int BAND = 20;

    private final long seed = Long.getLong("seed", 42);

    @Test
    void shouldEqualAPlainLoopOfTwoMeansOnAMillionMinuteBars() {
        BarSeries bars = PlainLoop.walk(1_000_000, seed);
        double[] before = {Double.NaN, Double.NaN};
        PlainLoop.Result expected = PlainLoop.run(bars, (bar, holding) -> {
            double fast = mean(bars, bar, FAST);
            double slow = mean(bars, bar, SLOW);
            boolean above = fast > slow && before[0] <= before[1];
            boolean below = fast < slow && before[0] >= before[1];
            before[0] = fast;
            before[1] = slow;
            return above && !holding ? 1 : below && holding ? -1 : 0;
        });
        assertTrue(expected.trades() > 1_000, "the walk must cross often");
        assertEqual(expected, bars, PlainLoop.settings("sma-cross"));
    }

    /** Wilder's index of two bars starts at the mean of the first two changes; bands are of population deviation. */
    @Test
    void shouldEqualAPlainLoopOfRelativeStrengthAndBands() {
        BarSeries bars = PlainLoop.walk(200_000, seed);
        double[] means = new double[2];
        PlainLoop.Result expected = PlainLoop.run(bars, (bar, holding) -> {
            double rsi = rsiOfTwo(bars, bar, means);
            boolean exhausted = rsi < 10 && Fixed.toDouble(bars.close(bar)) < lowerBand(bars, bar);
            return exhausted && !holding ? 1 : rsi > 90 && holding ? -1 : 0;
        });
        assertTrue(expected.trades() > 1_000, "the walk must fall below the band often");
        assertEqual(
                expected,
                bars,
                PlainLoop.settings("index-mean-reversion")
                        .put("strategies.0.params.exitOnMiddleBand", "false", "test"));
    }

    @Test
    void shouldEqualAPlainLoopThatBuysAndHolds() {
        BarSeries bars = PlainLoop.walk(10_000, seed);
        PlainLoop.Result expected = PlainLoop.run(bars, (bar, holding) -> holding ? 0 : 1);
        assertEqual(expected, bars, PlainLoop.settings("buy-and-hold"));
    }

    private void assertEqual(PlainLoop.Result expected, BarSeries bars, Settings settings) {
        DataSet data = new DataSet(List.of(bars), List.of(), List.of(), Map.of(), List.of());
        Backtest.Outcome outcome =
                new Backtest(EngineConfig.read(settings)).run(new SeriesInputs(data, RunMode.BACKTEST, 1));
        double equity = Fixed.toDouble(outcome.recorder().curve().finalEquity());
        String figures = "seed " + seed + ": loop " + expected + ", engine " + equity;
        System.err.println(figures + " in " + outcome.elapsedNs() / 1_000_000 + " ms");
        assertEquals(expected.trades(), outcome.recorder().trades().roundTrips().size(), figures);
        assertEquals(expected.equity(), equity, expected.equity() * 1e-8, figures);
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

    private static double lowerBand(BarSeries bars, int last) {
        double mean = mean(bars, last, BAND);
        double squares = 0;
        for (int i = Math.max(0, last - BAND + 1); i <= last; i++) {
            double away = Fixed.toDouble(bars.close(i)) - mean;
            squares += away * away;
        }
        return mean - 2 * Math.sqrt(squares / BAND);
    }

    /** @param means of gains and of losses, carried from bar to bar */
    private static double rsiOfTwo(BarSeries bars, int bar, double[] means) {
        if (bar == 0) {
            return Double.NaN;
        }
        double change = Fixed.toDouble(bars.close(bar)) - Fixed.toDouble(bars.close(bar - 1));
        means[0] = (means[0] + Math.max(0, change)) / (bar == 1 ? 1 : 2);
        means[1] = (means[1] + Math.max(0, -change)) / (bar == 1 ? 1 : 2);
        return bar < 2 ? Double.NaN : 100 * means[0] / (means[0] + means[1]);
    }
}
