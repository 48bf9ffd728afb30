package io.millrace.bench.micro;

import io.millrace.event.codec.Side;
import io.millrace.fixed.Fixed;
import io.millrace.portfolio.Ledger;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A purchase and its sale, and a new price on a held position. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LedgerBenchmark {
    private static final long PRICE = 100 * Fixed.ONE;

    private final Ledger traded = new Ledger(1, 1);
    private final Ledger held = new Ledger(1, 1);
    private long count;

    public LedgerBenchmark() {
        traded.deposit(0, 1_000_000 * Fixed.ONE);
        held.deposit(0, 1_000_000 * Fixed.ONE);
        held.mark(0, PRICE);
        held.applyFill(0, 0, Side.BUY, Fixed.ONE, PRICE, 0, 0, (a, b, c, d, e, f, g, h, i, j) -> {});
        traded.mark(0, PRICE);
    }

    @Benchmark
    public long baseline() {
        count++;
        return PRICE + (count & 1023);
    }

    @Benchmark
    public long buyAndSell() {
        long price = baseline();
        traded.applyFill(0, 0, Side.BUY, Fixed.ONE, price, 0, count, (a, b, c, d, e, f, g, h, i, j) -> {});
        traded.applyFill(0, 0, Side.SELL, Fixed.ONE, price, 0, count, (a, b, c, d, e, f, g, h, i, j) -> {});
        return traded.cash(0);
    }

    @Benchmark
    public long mark() {
        held.mark(0, baseline());
        return held.equity(0);
    }
}
