package io.millrace.bench.micro;

import io.millrace.event.StateHash;
import io.millrace.fixed.Fixed;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Exact products and quotients, and one number into the state hash. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ArithmeticBenchmark {
    private final StateHash hash = new StateHash();
    private long price = 43_210 * Fixed.ONE + 12_345_678;
    private long quantity = Fixed.ONE / 7;

    @Benchmark
    public long baseline() {
        price++;
        return price + quantity;
    }

    @Benchmark
    public long multiply() {
        price++;
        return Fixed.multiply(price, quantity);
    }

    @Benchmark
    public long divide() {
        price++;
        return Fixed.divide(quantity, price);
    }

    @Benchmark
    public long hashOneNumber() {
        price++;
        hash.putLong(price);
        return hash.value();
    }
}
