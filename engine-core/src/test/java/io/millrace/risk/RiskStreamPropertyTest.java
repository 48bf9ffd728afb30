package io.millrace.risk;

import static io.millrace.risk.GateProbe.ONE;
import static io.millrace.risk.TestLimits.OFF;
import static io.millrace.risk.TestLimits.PERCENT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.event.codec.RiskAction;
import io.millrace.event.codec.RiskControl;
import io.millrace.event.codec.Side;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Random streams of prices, fills, trades, refusals, days, kills and resumes with orders between them: what leaves the
 * gate, and the trading state after every event, are the reference's.
 */
class RiskStreamPropertyTest {
    private static final int STREAMS = 10_000;
    private static final int SLOW_STREAMS = 1_000_000;
    private static final int EVENTS = 40;
    private static final long SECOND = RiskStreamReference.SECOND;
    private static final long[] STEPS = {
        0, 1, SECOND / 2, SECOND, 20 * SECOND, 60 * SECOND, 300 * SECOND, 3_600 * SECOND, 86_400 * SECOND
    };

    private final GateProbe shared = new GateProbe(TestLimits.basic());
    private final FakeAccount account = shared.account;
    private Random random;
    private RiskGate gate;
    private RiskStreamReference reference;
    private RiskControl refusedBy;
    private long nextFill;
    private int left;
    private int refused;
    private int latches;

    @Test
    void shouldAgreeWithTheReference() {
        run(STREAMS);
    }

    @Test
    @Tag("slow")
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void shouldAgreeWithTheReferenceOnAMillionStreams() {
        run(SLOW_STREAMS);
    }

    private void run(final int streams) {
        final long seed = Long.getLong("seed", 20261122L);
        random = new Random(seed);
        final RiskLimits limits = limits();
        for (int i = 0; i < streams; i++) {
            begin(limits);
            for (int j = 0; j < EVENTS; j++) {
                final int stream = i;
                final int event = j;
                final String what = event();
                assertEquals(
                        reference.state(),
                        gate.state().name(),
                        () -> "seed " + seed + " stream " + stream + " event " + event + " " + what);
                latches += gate.state() == TradingState.ACTIVE ? 0 : 1;
                compareOrder(() -> "seed " + seed + " stream " + stream + " event " + event + " after " + what);
            }
        }
        assertTrue(
                left > 2 * streams && refused > 2 * streams && latches > streams, left + " " + refused + " " + latches);
    }

    private void begin(final RiskLimits limits) {
        gate = new RiskGate(limits, GateProbe.INSTRUMENTS, 2);
        reference = new RiskStreamReference();
        account.nowNs = 1_000_000 * SECOND + random.nextInt(1_000_000);
        account.priceTimeNs = account.nowNs;
        account.equity = 100_000 * ONE;
        account.cash = 1_000_000_000L * ONE;
        account.equities[0] = 50_000 * ONE;
        account.equities[1] = 50_000 * ONE;
        account.held = 0;
        nextFill = 1;
        mark();
    }

    private String event() {
        pass(STEPS[random.nextInt(STEPS.length)]);
        final int strategy = random.nextInt(2);
        switch (random.nextInt(24)) {
            case 0, 1, 2, 3, 4, 5, 6, 7 -> {
                move(6);
                mark();
                return "mark";
            }
            case 8 -> {
                account.held = Math.max(0, account.equity) / 100 * (100 + random.nextInt(50));
                mark();
                return "held";
            }
            case 9, 10, 11, 12 -> {
                final long pnl = random.nextInt(5) == 0 ? random.nextInt(2) : -1;
                gate.watch().onRoundTrip(strategy, pnl, account, this::ignore);
                reference.roundTrip(strategy, pnl, account.nowNs);
                return "trip";
            }
            case 13, 14, 15 -> {
                final boolean refuses = random.nextInt(4) != 0;
                gate.watch().onVenueAnswer(strategy, refuses, account, this::ignore);
                reference.venueAnswer(strategy, refuses, account.nowNs);
                return "answer";
            }
            case 16, 17, 18, 19 -> {
                fill(strategy);
                return "fill";
            }
            case 20, 21 -> {
                gate.watch().onCancel(strategy);
                reference.cancel(strategy);
                return "cancel";
            }
            case 22 -> {
                return random.nextInt(20) == 0 ? season() : resume();
            }
            default -> {
                return random.nextInt(4) == 0 ? kill() : resume();
            }
        }
    }

    private void fill(final int strategy) {
        nextFill += random.nextInt(3) == 0 ? 0 : 1;
        final boolean buy = random.nextInt(4) != 0;
        final long quantity = random.nextInt(300) * ONE;
        gate.watch()
                .onFill(nextFill, strategy, 0, buy ? Side.BUY : Side.SELL, quantity, 100 * ONE, account, this::ignore);
        reference.fill(nextFill, strategy, buy, num(quantity).multiply(BigDecimal.valueOf(100)), account.nowNs);
    }

    /** Enough days for the tail to mean something. */
    private String season() {
        for (int i = 0; i < 130; i++) {
            pass(86_400 * SECOND);
            move(random.nextInt(60) == 0 ? 4 : 1);
            mark();
        }
        return "season";
    }

    private String kill() {
        gate.kill();
        reference.kill();
        return "kill";
    }

    private String resume() {
        gate.resume();
        reference.resume();
        return "resume";
    }

    private void compareOrder(final java.util.function.Supplier<String> message) {
        final int strategy = random.nextInt(2);
        final long size = 1 + random.nextInt(1_000) * (ONE / 7);
        shared.buy(size).strategy = strategy;
        refusedBy = null;
        final ApprovedOrder order = gate.evaluate(shared.intent, 1, account, this::keep);
        if (reference.refusedBy() != null) {
            assertEquals(reference.refusedBy(), refusedBy, message);
        }
        final BigDecimal expected = reference.entry(strategy, num(size), account.nowNs);
        assertEquals(
                expected == null ? "refused" : expected.setScale(8).toPlainString(),
                order == null ? "refused" : num(order.quantity()).toPlainString(),
                message);
        left += order == null ? 0 : 1;
        refused += order == null ? 1 : 0;
    }

    private void pass(final long nanos) {
        account.nowNs += nanos;
        account.priceTimeNs = account.nowNs;
    }

    /** Up or down by so many percent or less, often by whole percents, to stand on the limits. */
    private void move(final int percent) {
        for (int i = 0; i < 2; i++) {
            final long part = account.equities[i] / 100;
            final long change = random.nextBoolean()
                    ? part * (random.nextInt(2 * percent + 1) - percent)
                    : (long) (part * percent * (2 * random.nextDouble() - 1));
            account.equities[i] = Math.max(0, account.equities[i] + change + random.nextInt(3) - 1);
        }
        account.equity = account.equities[0] + account.equities[1];
    }

    private void mark() {
        gate.watch().onMark(account, this::ignore);
        reference.mark(
                account.nowNs,
                num(account.equity),
                new BigDecimal[] {num(account.equities[0]), num(account.equities[1])},
                num(account.held));
    }

    private void ignore(
            final long orderId,
            final int strategy,
            final int instrument,
            final RiskControl by,
            final RiskAction action,
            final double limit,
            final double actual) {}

    private void keep(
            final long orderId,
            final int strategy,
            final int instrument,
            final RiskControl by,
            final RiskAction action,
            final double limit,
            final double actual) {
        refusedBy = action == RiskAction.REJECT ? by : null;
    }

    private static BigDecimal num(final long fixed) {
        return BigDecimal.valueOf(fixed, 8);
    }

    private static RiskLimits limits() {
        final OrderLimits order = new OrderLimits(OFF, OFF, 5 * PERCENT, OFF, OFF, 0, OFF, false);
        final ExposureLimits exposure =
                new ExposureLimits(3 * ONE, ClassCaps.off(), 120 * PERCENT, 110 * PERCENT, OFF, OFF, 1_000, false);
        final StrategyLimits strategy = new StrategyLimits(
                10 * PERCENT,
                20 * PERCENT,
                new StreakLimits(3, 5, 3_600 * SECOND),
                OFF,
                OFF,
                OFF,
                new RateLimits(3, 6),
                new ConductLimits(4, 8, 6, 9, 3, OFF, 300 * SECOND, false));
        return RiskLimits.research()
                .withOrder(order)
                .withExposure(exposure)
                .withLoss(new LossLimits(
                        15 * PERCENT,
                        50 * PERCENT,
                        20 * PERCENT,
                        5 * PERCENT,
                        2 * ONE,
                        3 * PERCENT,
                        3 * PERCENT + PERCENT / 2,
                        120))
                .withGuards(GuardLimits.off().withSteps(new StepLimits(3 * ONE / 2, 12 * PERCENT, 8 * PERCENT)))
                .withRate(new RateLimits(4, 9))
                .withStrategies(List.of(strategy));
    }
}
