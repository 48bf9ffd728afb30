package io.millrace.risk;

import static io.millrace.risk.GateProbe.ONE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.millrace.event.Absent;
import io.millrace.event.StateBuffer;
import io.millrace.event.codec.RiskControl;
import io.millrace.event.codec.Side;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Control 30: at the time allowed, one nanosecond to either side, without equity, across a restart, after a resume. */
class ProtectiveStopTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long DAY = 86_400 * SECOND;

    private static GateProbe account(final long withinNs) {
        return new GateProbe(
                TestLimits.basic().withGuards(GuardLimits.off().withStops(new StopLimits(true, withinNs))));
    }

    private static void fill(final GateProbe probe, final int strategy, final long quantity) {
        probe.account.position = quantity;
        probe.account.unprotected = quantity;
        probe.gate.watch().onFill(7, strategy, 0, Side.BUY, quantity, 100 * ONE, probe.account, probe::record);
    }

    @Test
    void shouldRefuseEveryEntryWithoutAStopWhereNoTimeIsAllowed() {
        final GateProbe probe = account(0);
        probe.refuses(probe.buy(ONE), RiskControl.PROTECTIVE_STOP);
        assertEquals(0, probe.limit);
        assertTrue(Double.isNaN(probe.actual));
        probe.buy(ONE).attachedTarget = 110 * ONE;
        probe.refuses(probe.intent, RiskControl.PROTECTIVE_STOP);
        probe.buy(ONE).attachedStop = 90 * ONE;
        probe.passes(probe.intent);
        probe.buy(ONE).trailDistance = 5 * ONE;
        probe.after(SECOND).passes(probe.intent);
        probe.buy(ONE).trailRate = ONE / 20;
        probe.after(SECOND).passes(probe.intent);
        probe.account.joins = true;
        probe.after(SECOND).passes(probe.buy(ONE));
        probe.account.joins = false;
        probe.letsExitsLeave();
        probe.account.equity = 0;
        probe.after(SECOND).refuses(probe.buy(ONE), RiskControl.PROTECTIVE_STOP);
        probe.buy(ONE).attachedStop = 90 * ONE;
        probe.refuses(probe.intent, RiskControl.PER_ASSET_CAP);
    }

    @Test
    void shouldRefuseAndCloseWhatStaysWithoutAStop() {
        final GateProbe probe = account(2 * SECOND);
        probe.passes(probe.buy(ONE));
        fill(probe, 0, ONE);
        for (final long nanos : new long[] {0, 2 * SECOND - 1, 1}) {
            probe.after(nanos).mark(100_000 * ONE).passes(probe.buy(nanos + 3 * ONE));
            probe.says();
            assertFalse(probe.gate.watch().takeExits());
        }
        probe.after(1).refuses(probe.buy(2 * ONE), RiskControl.PROTECTIVE_STOP);
        assertEquals(2.0, probe.limit);
        assertEquals(2.000000001, probe.actual);
        probe.mark(100_000 * ONE).says("PAUSE PROTECTIVE_STOP of 0", "PAUSE PROTECTIVE_STOP of 1");
        assertTrue(probe.gate.watch().takeExits());
        assertTrue(probe.gate.watch().takeExit(0, 0));
        assertFalse(probe.gate.watch().takeExit(0, 0));
        assertTrue(probe.gate.watch().takeWork());
        assertTrue(probe.gate.watch().takeCancel(0));
        probe.letsExitsLeave();
    }

    @Test
    void shouldBeContentWithAStopThatFollowsInTime() {
        final GateProbe probe = account(2 * SECOND);
        fill(probe, 0, ONE);
        probe.account.unprotected = 0;
        probe.after(DAY).mark(100_000 * ONE).says();
        probe.passes(probe.buy(ONE));
        // The stop ends: from the answer on the time runs anew.
        probe.account.unprotected = ONE;
        probe.gate.watch().onAnswer(8, probe.account);
        probe.after(DAY).mark(100_000 * ONE).says();
        probe.after(2 * SECOND).mark(100_000 * ONE).says();
        probe.after(1).mark(100_000 * ONE).says("PAUSE PROTECTIVE_STOP of 0", "PAUSE PROTECTIVE_STOP of 1");
        probe.account.position = 0;
        probe.account.unprotected = 0;
        probe.after(DAY).mark(100_000 * ONE).refuses(probe.buy(ONE), RiskControl.PROTECTIVE_STOP);
        probe.gate.resume();
        probe.passes(probe.buy(ONE));
    }

    @Test
    void shouldAskSingleStrategiesOnly() {
        final StrategyLimits off = TestLimits.strategyOff();
        final ConductLimits conduct = off.conduct();
        final StrategyLimits stops = off.withConduct(new ConductLimits(
                conduct.messagesPerFill(),
                conduct.freeMessages(),
                conduct.repeatedFills(),
                conduct.filledPerDay(),
                conduct.rejects(),
                conduct.rejectShare(),
                conduct.rejectPauseNs(),
                true));
        final GateProbe probe = new GateProbe(TestLimits.basic()
                .withGuards(GuardLimits.off().withStops(new StopLimits(false, 0)))
                .withStrategies(List.of(off, off, stops)));
        probe.passes(probe.buy(ONE));
        probe.intent.strategy = 1;
        probe.after(SECOND).refuses(probe.intent, RiskControl.PROTECTIVE_STOP);
        fill(probe, 0, ONE);
        probe.account.unprotected = ONE;
        probe.after(DAY).mark(100_000 * ONE).mark(100_000 * ONE).says();
    }

    @Test
    void shouldRememberAcrossARestart() {
        final GateProbe probe = account(2 * SECOND);
        fill(probe, 1, ONE);
        final long before = probe.hash();
        final StateBuffer state = new StateBuffer();
        probe.gate.writeState(state);
        final GateProbe next = account(2 * SECOND);
        assertNotEquals(before, next.hash());
        state.rewind();
        next.gate.readState(state);
        assertEquals(before, next.hash());
        next.account.position = ONE;
        next.account.unprotected = ONE;
        next.after(2 * SECOND + 1).buy(ONE).strategy = 1;
        next.refuses(next.intent, RiskControl.PROTECTIVE_STOP);
    }

    @Test
    void shouldNotAllocate() {
        final GateProbe probe = account(2 * SECOND);
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final RiskListener none = (id, strategy, instrument, by, action, limit, actual) -> {};
        final Runnable round = () -> {
            probe.account.nowNs += SECOND;
            probe.account.priceTimeNs = probe.account.nowNs;
            probe.account.unprotected = probe.account.nowNs / SECOND % 5 == 0 ? 0 : ONE;
            probe.gate.watch().onAnswer(8, probe.account);
            probe.gate.watch().onMark(probe.account, none);
            probe.gate.evaluate(probe.buy(ONE), probe.account.nowNs, probe.account, none);
            probe.gate.watch().takeExits();
        };
        probe.account.position = ONE;
        for (int i = 0; i < 20_000; i++) {
            round.run();
        }
        final long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 10_000; i++) {
            round.run();
        }
        final long bytes = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(bytes < 10_000, () -> bytes + " bytes in 10,000 rounds");
        assertNotEquals(Absent.FIXED, probe.account.unprotected);
    }
}
