package io.millrace.bench.micro;

import io.millrace.indicator.IndicatorBank;
import io.millrace.indicator.IndicatorRegistry;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** One bar into an indicator bank that holds one indicator, or W1's two means. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class IndicatorBenchmark {
    private static final int PRICES = 4_096;

    private final double[] prices =
            new SplittableRandom(42).doubles(PRICES, 90, 110).toArray();
    private final IndicatorBank sma = bank("sma(50)");
    private final IndicatorBank ema = bank("ema(50)");
    private final IndicatorBank rsi = bank("rsi(14)");
    private final IndicatorBank atr = bank("atr(14)");
    private final IndicatorBank twoSmas = bank("sma(50)", "sma(200)");
    private final IndicatorBank none = bank();
    private int next;

    @Benchmark
    public double baseline() {
        next = (next + 1) & (PRICES - 1);
        none.update(0, 0, prices[next], prices[next] + 1, prices[next] - 1, prices[next], 1);
        return prices[next];
    }

    @Benchmark
    public double sma() {
        return update(sma);
    }

    @Benchmark
    public double ema() {
        return update(ema);
    }

    @Benchmark
    public double rsi() {
        return update(rsi);
    }

    @Benchmark
    public double atr() {
        return update(atr);
    }

    @Benchmark
    public double bankOfTwoSmas() {
        return update(twoSmas);
    }

    private double update(IndicatorBank bank) {
        next = (next + 1) & (PRICES - 1);
        bank.update(0, 0, prices[next], prices[next] + 1, prices[next] - 1, prices[next], 1);
        return bank.value(0, 0);
    }

    private static IndicatorBank bank(String... specs) {
        IndicatorBank bank = new IndicatorBank();
        int stream = bank.addStream();
        for (String spec : specs) {
            bank.request(stream, IndicatorRegistry.standard().parse(spec));
        }
        return bank;
    }
}
