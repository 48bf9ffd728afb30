package io.millrace.bench.micro;

import io.millrace.event.Absent;
import io.millrace.event.codec.OrderType;
import io.millrace.event.codec.RiskAction;
import io.millrace.event.codec.RiskControl;
import io.millrace.event.codec.Side;
import io.millrace.fixed.Fixed;
import io.millrace.instrument.Instrument;
import io.millrace.instrument.InstrumentTable;
import io.millrace.intent.OrderIntent;
import io.millrace.risk.ConductLimits;
import io.millrace.risk.RiskGate;
import io.millrace.risk.RiskLimits;
import io.millrace.risk.RiskListener;
import io.millrace.risk.StrategyLimits;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The gate with every control on: an entry and an exit that pass, and a price that changes the account. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RiskGateBenchmark {
    private static final long MINUTE_NS = 60_000_000_000L;

    private final RiskGate gate = new RiskGate(
            limits(),
            InstrumentTable.of(List.of(
                    Instrument.builder(0, "A").tick(1).build(),
                    Instrument.builder(1, "B").tick(1).build())),
            1);
    private final FlatAccount account = new FlatAccount();
    private final OrderIntent intent = new OrderIntent();
    private final RiskListener out = this::hear;
    private long decisions;
    private long count;

    public RiskGateBenchmark() {
        gate.watch().onSessionUp(0);
        gate.watch().onMark(account, out);
        gate.watch().onBar(0, 0, 1.0, 100 * Fixed.ONE, out);
        if (entry() == 0 || exit() == 0) {
            throw new IllegalStateException("the orders of the benchmark must pass every control");
        }
    }

    /** Everything on; the restricted list holds another symbol, and no limit of a day's messages ends the run. */
    private static RiskLimits limits() {
        RiskLimits account = RiskLimits.account();
        StrategyLimits all = account.strategy(0);
        ConductLimits conduct = all.conduct();
        return account.withRestricted("B")
                .withStrategies(List.of(new StrategyLimits(
                        all.dailyLoss(),
                        all.maxDrawdown(),
                        all.streak(),
                        all.minVolatility(),
                        all.maxVolatility(),
                        10,
                        all.rate(),
                        new ConductLimits(
                                1_000_000,
                                1_000_000,
                                conduct.repeatedFills(),
                                conduct.filledPerDay(),
                                conduct.rejects(),
                                conduct.rejectShare(),
                                conduct.rejectPauseNs(),
                                conduct.stopRequired()))));
    }

    /** The same clock and fields without the gate. */
    @Benchmark
    public long baseline() {
        next(Side.BUY);
        return intent.quantity;
    }

    @Benchmark
    public long entry() {
        next(Side.BUY);
        intent.type = OrderType.LIMIT;
        intent.limitPrice = 100 * Fixed.ONE;
        return evaluate();
    }

    @Benchmark
    public long exit() {
        next(Side.SELL);
        return evaluate();
    }

    @Benchmark
    public long mark() {
        account.nowNs++;
        account.equity = (1_000_000 + (++count & 1023)) * Fixed.ONE;
        gate.watch().onMark(account, out);
        return decisions;
    }

    private long evaluate() {
        return gate.evaluate(intent, count, account, out) == null ? 0 : decisions;
    }

    private void next(Side side) {
        count++;
        // A minute between orders keeps the rate windows open; the day, which ends the free messages, goes on.
        account.nowNs += MINUTE_NS;
        if (count % 1_440 == 0) {
            gate.watch().onMark(account, out);
        }
        intent.reset(0, 0);
        intent.side = side;
        intent.quantity = Fixed.ONE + (count & 1023);
        intent.referencePrice = Absent.FIXED;
    }

    private void hear(
            long orderId,
            int strategy,
            int instrument,
            RiskControl control,
            RiskAction action,
            double limit,
            double actual) {
        decisions++;
    }
}
