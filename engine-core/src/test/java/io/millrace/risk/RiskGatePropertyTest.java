package io.millrace.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.event.Absent;
import io.millrace.event.codec.OrderType;
import io.millrace.event.codec.RiskAction;
import io.millrace.event.codec.Side;
import io.millrace.event.codec.TimeInForce;
import io.millrace.fixed.Fixed;
import io.millrace.instrument.Instrument;
import io.millrace.instrument.InstrumentTable;
import io.millrace.intent.OrderIntent;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Random orders on random accounts: what leaves the gate is what the reference lets leave, to the last digit. */
class RiskGatePropertyTest {
    private static final long ONE = Fixed.ONE;
    private static final long OFF = RiskLimits.UNLIMITED;
    private static final int ORDERS = 100_000;
    private static final int SLOW_ORDERS = 1_000_000;
    private static final OrderType[] TYPES = {
        OrderType.MARKET, OrderType.LIMIT, OrderType.POST_ONLY, OrderType.STOP, OrderType.STOP_LIMIT
    };

    private final InstrumentTable instruments = InstrumentTable.of(List.of(
            Instrument.builder(0, "FREE").tick(1).build(),
            Instrument.builder(1, "RULED")
                    .tick(ONE / 100)
                    .lot(ONE / 1_000)
                    .minQuantity(ONE / 10)
                    .minNotional(10 * ONE)
                    .maxQuantity(500 * ONE)
                    .build(),
            Instrument.builder(2, "WHOLE").tick(ONE / 100).wholeUnits().build(),
            Instrument.builder(3, "DATA").dataOnly().build()));
    private final FakeAccount account = new FakeAccount();
    private final OrderIntent intent = new OrderIntent();
    private Random random;

    @Test
    void shouldLetLeaveExactlyWhatTheReferenceLets() {
        compare(ORDERS);
    }

    @Test
    @Tag("slow")
    void shouldLetNothingElseLeaveInAMillionOrders() {
        compare(SLOW_ORDERS);
    }

    private void compare(final int orders) {
        final long seed = Long.getLong("seed", 20261121L);
        random = new Random(seed);
        int left = 0;
        final int[] scaled = new int[1];
        for (int i = 0; i < orders; i++) {
            final RiskLimits limits = limits();
            final RiskGate gate = new RiskGate(limits, instruments, 1);
            final boolean cutting = fall(gate);
            final TradingState state = tighten(gate);
            setAccount();
            setIntent();
            final BigDecimal expected = RiskReference.allowedSize(
                    intent, instruments.get(intent.instrument), account, limits, state, cutting);
            final StringBuilder decisions = new StringBuilder("seed " + seed + " order " + i + ":");
            final ApprovedOrder order =
                    gate.evaluate(intent, 1, account, (id, strategy, instrument, by, action, limit, actual) -> {
                        decisions.append(' ').append(by).append(' ').append(action);
                        scaled[0] += action == RiskAction.SCALE ? 1 : 0;
                    });
            final BigDecimal actual = order == null
                    ? null
                    : BigDecimal.valueOf(order.cashQuantity() != 0 ? order.cashQuantity() : order.quantity(), 8);
            assertEquals(text(expected), text(actual), decisions::toString);
            left += order == null ? 0 : 1;
        }
        assertTrue(left > orders / 20 && left < orders, "the streams must meet both answers; left: " + left);
        assertTrue(scaled[0] > orders / 100, "the streams must meet scaling; scaled: " + scaled[0]);
    }

    private static String text(final BigDecimal size) {
        return size == null ? "refused" : size.setScale(8).toPlainString();
    }

    private RiskLimits limits() {
        final boolean tight = random.nextInt(4) == 0;
        final StrategyLimits off = TestLimits.strategyOff();
        return RiskLimits.research()
                .withOrder(new OrderLimits(
                        tight ? 2_000 * ONE : OFF,
                        tight ? 30 * ONE : OFF,
                        5 * ONE / 100,
                        20 * ONE / 100,
                        5_000_000_000L,
                        0,
                        orOff(ONE / 50),
                        random.nextBoolean()))
                .withData(new DataLimits(
                        orOff(4_500_000_000L), orOff(1), orOff(1_000_000_000L), false, random.nextBoolean()))
                .withExposure(new ExposureLimits(
                        40 * ONE / 100,
                        new ClassCaps(orOff(ONE / 5), OFF, OFF, OFF, orOff(ONE / 3)),
                        120 * ONE / 100,
                        OFF,
                        tight ? 5_000 * ONE : OFF,
                        orOff(3),
                        10,
                        random.nextBoolean()))
                .withGuards(GuardLimits.off()
                        .withFlow(new FlowLimits(
                                OFF, orOff(ONE / 50), random.nextBoolean(), orOff(6), orOff(11), orOff(ONE / 2))))
                .withLoss(new LossLimits(ONE / 10, ONE / 2, OFF, OFF, OFF, OFF, OFF, 100))
                .withRestricted(random.nextInt(20) == 0 ? "WHOLE" : "")
                .withStrategies(List.of(new StrategyLimits(
                        OFF, OFF, off.streak(), OFF, OFF, orOff(2), RateLimits.off(), off.conduct())));
    }

    private long orOff(final long limit) {
        return random.nextBoolean() ? limit : OFF;
    }

    /** Takes the account down by a tenth of its peak or less; true when it was a tenth. */
    private boolean fall(final RiskGate gate) {
        final int tenths = random.nextInt(4) == 0 ? 10 : 9;
        account.equity = 100 * ONE;
        gate.watch().onMark(account, (id, strategy, instrument, by, action, limit, actual) -> {});
        account.equity = 100 * ONE - tenths * ONE;
        gate.watch().onMark(account, (id, strategy, instrument, by, action, limit, actual) -> {});
        return tenths == 10;
    }

    private TradingState tighten(final RiskGate gate) {
        switch (random.nextInt(20)) {
            case 0 -> gate.reduce();
            case 1 -> gate.halt();
            case 2 -> gate.kill();
            default -> {}
        }
        return gate.state();
    }

    private void setAccount() {
        account.equity = random.nextInt(50) == 0 ? -random.nextInt(2) : amount(20_000);
        account.gross = amount(12_000);
        account.cash = amount(20_000);
        account.reserved = random.nextBoolean() ? 0 : amount(3_000);
        account.position = random.nextInt(3) == 0 ? 0 : signed(60);
        account.openBuy = random.nextBoolean() ? 0 : amount(20);
        account.openSell = random.nextBoolean() ? 0 : amount(20);
        account.group = random.nextBoolean() ? 0 : Math.min(account.openBuy, account.openSell) / 2;
        account.accountPosition = signed(60);
        account.accountOpenBuy = amount(20);
        account.accountOpenSell = amount(20);
        account.openOrders = random.nextInt(12);
        account.openOrdersIn = random.nextInt(7);
        account.net = signed(8_000);
        account.children = random.nextBoolean() ? 0 : amount(20);
        account.parentQuantity = amount(200);
        account.last = random.nextInt(30) == 0 ? 0 : 100 * ONE + signed(3) / 1_000_000 * 1_000_000;
        account.priceTimeNs =
                account.nowNs - random.nextInt(11) * 500_000_000L + (random.nextInt(40) == 0 ? 600_000_000L : 0);
        final boolean quoted = random.nextBoolean();
        account.bid = quoted ? 100 * ONE + signed(3) : Absent.FIXED;
        account.ask = quoted ? account.bid + signed(2) + ONE : Absent.FIXED;
        account.fee = ONE / 1_000;
        account.classExposure = amount(3_000);
        account.openPositions[0] = random.nextInt(4);
        account.daily = random.nextInt(3) == 0;
        account.sessions = random.nextInt(3);
        account.delayNs = random.nextInt(10) == 0 ? 999_999_999L + random.nextInt(3) : signed(5);
        account.unknown = random.nextInt(10) == 0 ? 1 : 0;
        account.bestBuy = random.nextInt(3) == 0 ? 98 * ONE + signed(2) / ONE * ONE : Absent.FIXED;
        account.bestSell = random.nextInt(3) == 0 ? 102 * ONE + signed(2) / ONE * ONE : Absent.FIXED;
        account.inSession = random.nextInt(4) != 0;
    }

    private void setIntent() {
        final int instrument = random.nextInt(30) == 0 ? 3 : random.nextInt(3);
        final Instrument rules = instruments.get(instrument);
        intent.reset(0, instrument);
        intent.side = random.nextBoolean() ? Side.BUY : Side.SELL;
        intent.type = TYPES[random.nextInt(TYPES.length)];
        intent.timeInForce =
                random.nextInt(5) == 0 ? TimeInForce.get((short) (1 + random.nextInt(4))) : TimeInForce.GTC;
        intent.quantity = 1 + amount(90);
        if (random.nextInt(10) != 0) {
            intent.quantity = Math.max(rules.lot(), rules.floorToLot(intent.quantity));
        }
        if (intent.type == OrderType.MARKET && intent.side == Side.BUY && random.nextBoolean()) {
            intent.cashQuantity = 1 + amount(9_000);
            intent.quantity = 0;
        }
        if (Candidate.hasLimit(intent.type)) {
            intent.limitPrice = price(rules, 7);
        }
        if (Candidate.hasStop(intent.type)) {
            intent.stopPrice = price(rules, 25);
        }
        intent.parentOrderId = random.nextInt(4) == 0 ? 7 : 0;
        final long meant = intent.cashQuantity != 0 ? intent.cashQuantity : Fixed.multiply(intent.quantity, 100 * ONE);
        intent.intendedValue =
                random.nextInt(3) == 0 ? Math.max(1, meant + meant / 1_000 * (random.nextInt(60) - 30)) : 0;
        intent.referencePrice = random.nextBoolean() ? Absent.FIXED : price(rules, 6);
        intent.ocoGroup = random.nextInt(3);
        intent.reduceOnly = intent.cashQuantity == 0 && random.nextInt(4) == 0;
    }

    private long price(final Instrument rules, final int spread) {
        final long price = 100 * ONE + signed(spread);
        return random.nextInt(20) == 0 ? price : Fixed.floorTo(price, rules.tick());
    }

    private long amount(final int units) {
        return (long) (random.nextDouble() * units * ONE);
    }

    private long signed(final int units) {
        return amount(2 * units) - units * ONE;
    }
}
