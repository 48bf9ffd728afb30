package io.millrace.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.event.codec.RiskControl;
import io.millrace.fixed.Fixed;
import org.junit.jupiter.api.Test;

/** A session begins small. Instrument 0 has lots of 1e-8, instrument 1 whole ones; the price is 100. */
class CanaryTest {
    private static final long ONE = Fixed.ONE;
    private static final long OFF = RiskLimits.UNLIMITED;
    private static final long MINUTE = 60_000_000_000L;

    private final GateProbe probe = new GateProbe(TestLimits.basic()
            .withGuards(
                    GuardLimits.off().withTiming(new TimingLimits(OFF, OFF, OFF, OFF, OFF).withCanary(15 * MINUTE))));

    @Test
    void shouldCutEntriesToTheSmallestSizeForAQuarterOfAnHour() {
        probe.refuses(probe.buy(ONE), RiskControl.CANARY);
        probe.gate.watch().onSessionUp(probe.account.nowNs);
        assertEquals(1, probe.passes(probe.buy(ONE)).quantity);
        probe.intent.reset(0, 1).quantity = 7 * ONE;
        assertEquals(ONE, probe.passes(probe.intent).quantity);
        probe.after(15 * MINUTE - 1);
        assertEquals(1, probe.passes(probe.buy(2 * ONE)).quantity);
        probe.after(1);
        assertEquals(3 * ONE, probe.passes(probe.buy(3 * ONE)).quantity);
        probe.gate.watch().onSessionUp(probe.account.nowNs);
        assertEquals(1, probe.passes(probe.buy(4 * ONE)).quantity);
    }

    @Test
    void shouldCutCashAndLetExitsBe() {
        probe.gate.watch().onSessionUp(probe.account.nowNs);
        probe.intent.reset(0, 1).cashQuantity = 1_000 * ONE;
        probe.intent.quantity = 0;
        assertEquals(100 * ONE, probe.passes(probe.intent).cashQuantity);
        probe.account.position = 5 * ONE;
        probe.sell(5 * ONE).reduceOnly = true;
        assertEquals(5 * ONE, probe.passes(probe.intent).quantity);
    }
}
