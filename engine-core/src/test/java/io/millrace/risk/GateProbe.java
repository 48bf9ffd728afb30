package io.millrace.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.millrace.event.Absent;
import io.millrace.event.StateHash;
import io.millrace.event.codec.OrderType;
import io.millrace.event.codec.RiskAction;
import io.millrace.event.codec.RiskControl;
import io.millrace.event.codec.Side;
import io.millrace.fixed.Fixed;
import io.millrace.instrument.AssetClass;
import io.millrace.instrument.Instrument;
import io.millrace.instrument.InstrumentTable;
import io.millrace.intent.OrderIntent;
import java.util.ArrayList;
import java.util.List;

/** A gate under test with its account of 100,000 and a market at 100; hears what the gate says without an order. */
final class GateProbe {
    static final long ONE = Fixed.ONE;
    static final InstrumentTable INSTRUMENTS = InstrumentTable.of(List.of(
            Instrument.builder(0, "COIN").assetClass(AssetClass.CRYPTO).tick(1).build(),
            Instrument.builder(1, "SHARE")
                    .assetClass(AssetClass.EQUITY)
                    .lot(ONE)
                    .tick(1)
                    .build()));

    final FakeAccount account = new FakeAccount();
    final OrderIntent intent = new OrderIntent();
    final RiskGate gate;
    final List<String> said = new ArrayList<>();
    RiskControl control;
    double limit;
    double actual;
    private long nextId = 1;

    GateProbe(final RiskLimits limits) {
        gate = new RiskGate(limits, INSTRUMENTS, 2);
        account.equity = 100_000 * ONE;
        account.cash = 100_000 * ONE;
        account.last = 100 * ONE;
        account.equities[0] = 50_000 * ONE;
        account.equities[1] = 50_000 * ONE;
    }

    /** Time passes and data come. */
    GateProbe after(final long nanos) {
        account.nowNs += nanos;
        account.priceTimeNs = account.nowNs;
        return this;
    }

    GateProbe mark(final long equity) {
        account.equity = equity;
        gate.watch().onMark(account, this::record);
        return this;
    }

    GateProbe markSleeve(final int strategy, final long equity) {
        account.equities[strategy] = equity;
        gate.watch().onMark(account, this::record);
        return this;
    }

    OrderIntent buy(final long quantity) {
        intent.reset(0, 0).quantity = quantity;
        return intent;
    }

    OrderIntent sell(final long quantity) {
        buy(quantity).side = Side.SELL;
        return intent;
    }

    OrderIntent limitBuy(final long price) {
        buy(ONE).type = OrderType.LIMIT;
        intent.limitPrice = price;
        return intent;
    }

    ApprovedOrder passes(final OrderIntent wish) {
        final ApprovedOrder order = gate.evaluate(wish, nextId++, account, this::record);
        assertNotNull(order, () -> control + " limit " + limit + " actual " + actual);
        return order;
    }

    void refuses(final OrderIntent wish, final RiskControl expected) {
        assertNull(gate.evaluate(wish, nextId++, account, this::record), () -> "passed, expected " + expected);
        assertEquals(expected, control);
    }

    void letsExitsLeave() {
        account.position = 5 * ONE;
        sell(ONE).reduceOnly = true;
        passes(intent);
        account.position = 0;
    }

    /** Asserts what was said without an order since the last call. */
    void says(final String... expected) {
        assertEquals(List.of(expected), List.copyOf(said));
        said.clear();
    }

    long hash() {
        final StateHash hash = new StateHash();
        gate.writeState(hash);
        return hash.value();
    }

    void record(
            final long orderId,
            final int strategy,
            final int instrument,
            final RiskControl by,
            final RiskAction action,
            final double limitValue,
            final double actualValue) {
        if (orderId == Absent.FIXED) {
            said.add(action + " " + by + (strategy == Absent.STRATEGY ? "" : " of " + strategy));
            return;
        }
        control = by;
        limit = limitValue;
        actual = actualValue;
    }
}
