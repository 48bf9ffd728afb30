package io.millrace.risk;

import static io.millrace.risk.GateProbe.ONE;
import static io.millrace.risk.TestLimits.OFF;
import static io.millrace.risk.TestLimits.PERCENT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.millrace.event.StateException;
import io.millrace.event.codec.RiskControl;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;

/** In whose name a trading state refuses, and with which figures. */
class KillSwitchTest {
    private final GateProbe probe = new GateProbe(TestLimits.basic()
            .withLoss(new LossLimits(OFF, ONE, OFF, 2 * PERCENT, OFF, OFF, OFF, 100))
            .withGuards(GuardLimits.off().withSteps(new StepLimits(3 * ONE / 2, OFF, OFF))));

    @Test
    void shouldRefuseInTheNameOfTheControlWithTheFiguresOfThatMoment() {
        probe.mark(100_000 * ONE).mark(97_500 * ONE);
        refuses(RiskControl.DAILY_LOSS, 0.02, 0.025);
        probe.mark(97_400 * ONE);
        refuses(RiskControl.DAILY_LOSS, 0.02, 0.025);
        probe.mark(96_000 * ONE);
        refuses(RiskControl.DAILY_LOSS, 0.03, 0.04);
    }

    @Test
    void shouldTellAPersonFromTheSwitch() {
        probe.mark(100_000 * ONE).mark(97_500 * ONE);
        assertFalse(probe.gate.reduce());
        refuses(RiskControl.TRADING_STATE, 0, 1);
        assertFalse(probe.gate.liftReducing());
        refuses(RiskControl.DAILY_LOSS, 0.02, 0.025);
        probe.gate.halt();
        refuses(RiskControl.TRADING_STATE, 0, 2);
        probe.mark(90_000 * ONE);
        refuses(RiskControl.TRADING_STATE, 0, 2);
        probe.gate.kill();
        refuses(RiskControl.KILL_SWITCH, 0, 3);
        probe.gate.resume();
        probe.passes(probe.buy(ONE));
        assertEquals(RiskControl.BUYING_POWER, probe.control);
    }

    @Test
    void shouldNotNameTheSwitchForAFlattenThatWouldNotReduce() {
        flattenRefusedBy(RiskControl.TRADING_STATE);
        probe.mark(100_000 * ONE).mark(96_000 * ONE);
        flattenRefusedBy(RiskControl.TRADING_STATE);
        probe.gate.kill();
        flattenRefusedBy(RiskControl.KILL_SWITCH);
    }

    @Test
    void shouldGoOnFromItsState() {
        final KillSwitch one = new KillSwitch();
        one.addCause(RiskControl.LEVERAGE_DRIFT, 1.1, 1.25);
        one.addCause(RiskControl.RESOURCE_GUARD, 2, 3);
        one.tighten(TradingState.HALTED, RiskControl.UNKNOWN_ORDERS, 0, 4);
        final KillSwitch other = new KillSwitch();
        other.readState(fields(one)::remove);
        assertEquals(fields(one).toString(), fields(other).toString());
        other.removeCause(RiskControl.LEVERAGE_DRIFT);
        one.removeCause(RiskControl.LEVERAGE_DRIFT);
        assertEquals(fields(one).toString(), fields(other).toString());
        final Deque<Long> unknown = new ArrayDeque<>();
        unknown.add(2L);
        unknown.add(0L);
        unknown.add(200L);
        assertThrows(StateException.class, () -> other.readState(unknown::remove));
    }

    /** What never reduced or halted is the same two fields as ever. */
    @Test
    void shouldHaveNoFiguresInTheStateWhileNothingStands() {
        final KillSwitch one = new KillSwitch();
        one.addCause(RiskControl.DAILY_LOSS, 0.02, 0.025);
        one.tighten(TradingState.KILLED);
        one.resume();
        assertEquals("[0, 0]", fields(one).toString());
    }

    private static Deque<Long> fields(final KillSwitch of) {
        final Deque<Long> fields = new ArrayDeque<>();
        of.writeState(fields::add);
        return fields;
    }

    private void flattenRefusedBy(final RiskControl expected) {
        assertNull(probe.gate.evaluate(probe.sell(ONE), 1, OrderOrigin.FLATTEN, probe.account, probe::record));
        assertEquals(expected, probe.control);
    }

    private void refuses(final RiskControl expected, final double limit, final double actual) {
        probe.refuses(probe.buy(ONE), expected);
        assertEquals(limit, probe.limit);
        assertEquals(actual, probe.actual);
    }
}
