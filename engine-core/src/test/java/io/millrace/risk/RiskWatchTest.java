package io.millrace.risk;

import static io.millrace.risk.GateProbe.ONE;
import static io.millrace.risk.TestLimits.OFF;
import static io.millrace.risk.TestLimits.PERCENT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.millrace.event.Absent;
import io.millrace.event.codec.RiskControl;
import io.millrace.event.codec.Side;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The controls that act by themselves: at the limit, one unit to either side, what lifts them, what does not. */
class RiskWatchTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long DAY = 86_400 * SECOND;

    private static GateProbe loss(final LossLimits limits) {
        return new GateProbe(TestLimits.basic().withLoss(limits));
    }

    private static GateProbe strategy(final StrategyLimits limits) {
        return new GateProbe(TestLimits.all(limits));
    }

    private static StrategyLimits streak(final long losses, final long toStop) {
        final StrategyLimits off = TestLimits.strategyOff();
        return new StrategyLimits(
                OFF,
                OFF,
                new StreakLimits(losses, toStop, 3_600 * SECOND),
                OFF,
                OFF,
                OFF,
                RateLimits.off(),
                off.conduct());
    }

    private static StrategyLimits lossOf(final long day, final long drawdown) {
        final StrategyLimits off = TestLimits.strategyOff();
        return new StrategyLimits(day, drawdown, off.streak(), OFF, OFF, OFF, RateLimits.off(), off.conduct());
    }

    private static StrategyLimits conduct(final long fills, final long rejects) {
        final StrategyLimits off = TestLimits.strategyOff();
        return new StrategyLimits(
                OFF,
                OFF,
                off.streak(),
                OFF,
                OFF,
                OFF,
                RateLimits.off(),
                new ConductLimits(OFF, 1, fills, OFF, rejects, OFF, 300 * SECOND, false));
    }

    @Test
    void shouldHalveSizesInADrawdownUntilItIsNearlyMadeGood() {
        final GateProbe probe = loss(new LossLimits(15 * PERCENT, 50 * PERCENT, OFF, OFF, OFF, OFF, OFF, 100));
        probe.mark(100_000 * ONE).mark(85_000 * ONE + 1).says();
        assertEquals(10 * ONE, probe.passes(probe.buy(10 * ONE)).quantity());
        probe.mark(85_000 * ONE).says("SCALE DRAWDOWN_DE_RISK");
        assertEquals(10 * ONE, probe.passes(probe.buy(20 * ONE)).quantity());
        probe.buy(3 * ONE).instrument = 1;
        assertEquals(ONE, probe.passes(probe.intent).quantity());
        probe.buy(ONE).instrument = 1;
        probe.refuses(probe.intent, RiskControl.DRAWDOWN_DE_RISK);
        probe.buy(0).cashQuantity = 100 * ONE;
        assertEquals(50 * ONE, probe.passes(probe.intent).cashQuantity());
        probe.letsExitsLeave();
        probe.mark(98_000 * ONE).says();
        probe.mark(98_000 * ONE + 1).says("PASS DRAWDOWN_DE_RISK");
        assertEquals(30 * ONE, probe.passes(probe.buy(30 * ONE)).quantity());
    }

    @Test
    void shouldMeasureTheDrawdownAnewWhenAPersonResumes() {
        final GateProbe probe = loss(new LossLimits(15 * PERCENT, 50 * PERCENT, OFF, OFF, OFF, OFF, OFF, 100));
        probe.mark(100_000 * ONE).mark(85_000 * ONE);
        probe.gate.resume();
        probe.mark(85_000 * ONE);
        assertEquals(20 * ONE, probe.passes(probe.buy(20 * ONE)).quantity());
    }

    @Test
    void shouldCloseEverythingAndHaltInADeepDrawdown() {
        final GateProbe probe = loss(new LossLimits(OFF, ONE, 20 * PERCENT, OFF, OFF, OFF, OFF, 100));
        probe.mark(100_000 * ONE).mark(80_000 * ONE + 1).says();
        assertEquals(TradingState.ACTIVE, probe.gate.state());
        assertFalse(probe.gate.watch().takeWork());
        probe.mark(80_000 * ONE).says("FLATTEN DRAWDOWN_HALT");
        assertEquals(TradingState.HALTED, probe.gate.state());
        assertTrue(probe.gate.watch().takeWork());
        assertTrue(probe.gate.watch().takeFlatten());
        assertFalse(probe.gate.watch().takeFlatten());
        probe.refuses(probe.buy(ONE), RiskControl.DRAWDOWN_HALT);
        probe.letsExitsLeave();
        probe.mark(100_000 * ONE).after(DAY).mark(100_000 * ONE).says();
        assertEquals(TradingState.HALTED, probe.gate.state());
        probe.mark(70_000 * ONE).gate.resume();
        probe.mark(70_000 * ONE).says();
        assertEquals(TradingState.ACTIVE, probe.gate.state());
        probe.mark(56_000 * ONE).says("FLATTEN DRAWDOWN_HALT");
    }

    @Test
    void shouldTakeZeroEquityForATotalLoss() {
        for (final long equity : new long[] {0, -ONE}) {
            final GateProbe probe = loss(new LossLimits(15 * PERCENT, ONE, ONE, OFF, OFF, OFF, OFF, 100));
            probe.mark(100_000 * ONE).mark(equity).says("SCALE DRAWDOWN_DE_RISK", "FLATTEN DRAWDOWN_HALT");
        }
        final GateProbe probe = loss(new LossLimits(15 * PERCENT, ONE, ONE, PERCENT, OFF, OFF, OFF, 100));
        probe.mark(100_000 * ONE).mark(Absent.FIXED).says();
        probe.refuses(probe.buy(ONE), RiskControl.PER_ASSET_CAP);
    }

    @Test
    void shouldStopTheAccountForTheRestOfTheDay() {
        final GateProbe probe = loss(new LossLimits(OFF, ONE, OFF, 2 * PERCENT, OFF, OFF, OFF, 100));
        probe.mark(100_000 * ONE).mark(98_000 * ONE + 1).says();
        probe.mark(98_000 * ONE).says("REDUCE DAILY_LOSS");
        assertEquals(TradingState.REDUCING, probe.gate.state());
        assertTrue(probe.gate.watch().takeWork());
        assertTrue(probe.gate.watch().takeCancel(0));
        assertTrue(probe.gate.watch().takeCancel(1));
        assertFalse(probe.gate.watch().takeFlatten());
        probe.refuses(probe.buy(ONE), RiskControl.DAILY_LOSS);
        probe.letsExitsLeave();
        probe.mark(200_000 * ONE).says();
        assertEquals(TradingState.REDUCING, probe.gate.state());
        probe.after(DAY).mark(197_000 * ONE).says("PASS DAILY_LOSS");
        probe.passes(probe.buy(ONE));
        probe.mark(196_000 * ONE).says("REDUCE DAILY_LOSS");
    }

    /** Half of a sleeve's cash goes to another, in the step that begins a day or within it: nobody lost anything. */
    @Test
    void shouldNotTakeMovedCashForALossOrGain() {
        for (final long later : new long[] {SECOND, DAY}) {
            final GateProbe probe = strategy(lossOf(10 * PERCENT, 20 * PERCENT));
            probe.account.deposits[0] = 50_000 * ONE;
            probe.mark(100_000 * ONE).says();
            probe.after(later).account.deposits[0] = 25_000 * ONE;
            probe.account.deposits[1] = 25_000 * ONE;
            probe.account.equities[1] = 75_000 * ONE;
            probe.markSleeve(0, 25_000 * ONE).says();
            probe.markSleeve(0, 22_500 * ONE + 1).says();
            probe.markSleeve(0, 22_500 * ONE).says("PAUSE DAILY_LOSS of 0");
            probe.markSleeve(0, 20_000 * ONE).says("PAUSE STRATEGY_DRAWDOWN of 0");
            // A gain of moved cash would have raised the mark of the other.
            probe.markSleeve(1, 67_500 * ONE + 1).says();
            probe.markSleeve(1, 67_500 * ONE).says("PAUSE DAILY_LOSS of 1");
        }
        final GateProbe lost = strategy(lossOf(10 * PERCENT, 20 * PERCENT));
        lost.mark(100_000 * ONE);
        lost.markSleeve(0, 25_000 * ONE).says("PAUSE DAILY_LOSS of 0", "PAUSE STRATEGY_DRAWDOWN of 0");
    }

    @Test
    void shouldCountTheGapOverNight() {
        final GateProbe probe = loss(new LossLimits(OFF, ONE, OFF, 2 * PERCENT, OFF, OFF, OFF, 100));
        probe.mark(100_000 * ONE).after(DAY).mark(98_000 * ONE).says("REDUCE DAILY_LOSS");
    }

    @Test
    void shouldStopAStrategyForTheRestOfTheDay() {
        final GateProbe probe = strategy(lossOf(10 * PERCENT, OFF));
        probe.markSleeve(0, 50_000 * ONE).markSleeve(0, 45_000 * ONE + 1).says();
        probe.markSleeve(0, 45_000 * ONE).says("PAUSE DAILY_LOSS of 0");
        assertTrue(probe.gate.watch().takeCancel(0));
        assertFalse(probe.gate.watch().takeCancel(1));
        probe.refuses(probe.buy(ONE), RiskControl.DAILY_LOSS);
        assertEquals(0.1, probe.limit);
        assertEquals(0.1, probe.actual);
        probe.letsExitsLeave();
        probe.buy(ONE).strategy = 1;
        probe.passes(probe.intent);
        probe.after(DAY).markSleeve(0, 45_000 * ONE).says("PASS DAILY_LOSS of 0");
        probe.passes(probe.buy(2 * ONE));
    }

    @Test
    void shouldPauseAStrategyInADrawdownUntilAPersonResumes() {
        final GateProbe probe = strategy(lossOf(OFF, 20 * PERCENT));
        probe.markSleeve(0, 60_000 * ONE).markSleeve(0, 48_000 * ONE + 1).says();
        probe.markSleeve(0, 48_000 * ONE).says("PAUSE STRATEGY_DRAWDOWN of 0");
        probe.after(30 * DAY).markSleeve(0, 90_000 * ONE).says();
        probe.refuses(probe.buy(ONE), RiskControl.STRATEGY_DRAWDOWN);
        probe.letsExitsLeave();
        probe.gate.resume();
        probe.markSleeve(0, 60_000 * ONE).says();
        probe.passes(probe.buy(ONE));
    }

    @Test
    void shouldCoolDownAfterLossesInARow() {
        final GateProbe probe = strategy(streak(3, 5));
        final RiskWatch watch = probe.gate.watch();
        for (final long pnl : new long[] {-1, -1, 0, -1, -1}) {
            watch.onRoundTrip(0, pnl, probe.account, probe::record);
        }
        probe.says();
        watch.onRoundTrip(1, -1, probe.account, probe::record);
        watch.onRoundTrip(0, -1, probe.account, probe::record);
        probe.says("PAUSE CONSECUTIVE_LOSSES of 0");
        probe.refuses(probe.buy(ONE), RiskControl.CONSECUTIVE_LOSSES);
        assertEquals(3, probe.actual);
        probe.letsExitsLeave();
        probe.after(3_600 * SECOND - 1).refuses(probe.buy(ONE), RiskControl.CONSECUTIVE_LOSSES);
        probe.after(1).passes(probe.buy(ONE));
        watch.onRoundTrip(0, -1, probe.account, probe::record);
        probe.says("PAUSE CONSECUTIVE_LOSSES of 0");
        watch.onRoundTrip(0, -1, probe.account, probe::record);
        probe.says("PAUSE CONSECUTIVE_LOSSES of 0");
        probe.after(300 * DAY).refuses(probe.buy(2 * ONE), RiskControl.CONSECUTIVE_LOSSES);
        probe.gate.resume();
        probe.passes(probe.buy(2 * ONE));
        watch.onRoundTrip(0, -1, probe.account, probe::record);
        probe.says();
    }

    @Test
    void shouldPauseOutsideTheBoundsOfVolatility() {
        final StrategyLimits off = TestLimits.strategyOff();
        final GateProbe probe = strategy(new StrategyLimits(
                OFF,
                OFF,
                off.streak(),
                25 * PERCENT / 100,
                12 * PERCENT + PERCENT / 2,
                OFF,
                RateLimits.off(),
                off.conduct()));
        final RiskWatch watch = probe.gate.watch();
        probe.refuses(probe.buy(ONE), RiskControl.VOLATILITY_BOUNDS);
        assertTrue(Double.isNaN(probe.actual));
        probe.letsExitsLeave();
        watch.onBar(0, 0, Double.NaN, 100 * ONE, probe::record);
        probe.refuses(probe.buy(ONE), RiskControl.VOLATILITY_BOUNDS);
        watch.onBar(0, 0, 0.25, 100 * ONE, probe::record);
        probe.passes(probe.buy(ONE));
        assertTrue(watch.onBar(0, 0, Math.nextDown(0.25), 100 * ONE, probe::record));
        probe.says("PAUSE VOLATILITY_BOUNDS of 0");
        assertFalse(watch.onBar(0, 0, 0.24, 100 * ONE, probe::record));
        assertFalse(watch.onBar(0, 1, 0.25, 100 * ONE, probe::record));
        probe.says();
        probe.buy(2 * ONE).instrument = 1;
        probe.passes(probe.intent);
        probe.refuses(probe.buy(2 * ONE), RiskControl.VOLATILITY_BOUNDS);
        assertEquals(0.0025, probe.limit);
        watch.onBar(0, 0, 12.5, 100 * ONE, probe::record);
        probe.says("PASS VOLATILITY_BOUNDS of 0");
        probe.passes(probe.buy(2 * ONE));
        watch.onBar(0, 0, Math.nextUp(12.5), 100 * ONE, probe::record);
        probe.says("PAUSE VOLATILITY_BOUNDS of 0");
        watch.onBar(0, 0, 1.0, Absent.FIXED, probe::record);
        probe.refuses(probe.buy(3 * ONE), RiskControl.VOLATILITY_BOUNDS);
    }

    @Test
    void shouldStopAStrategyThatFillsOnOneSideAgainAndAgain() {
        final GateProbe probe = strategy(conduct(3, OFF));
        fill(probe, 1, Side.BUY);
        fill(probe, 1, Side.BUY);
        fill(probe, 2, Side.SELL);
        fill(probe, 3, Side.BUY);
        probe.after(60 * SECOND);
        fill(probe, 4, Side.BUY);
        probe.after(60 * SECOND - 1);
        fill(probe, 5, Side.BUY);
        probe.says();
        fill(probe, 6, Side.BUY);
        probe.says("PAUSE REPEATED_FILLS of 0");
        probe.after(DAY).refuses(probe.buy(ONE), RiskControl.REPEATED_FILLS);
        probe.letsExitsLeave();
        probe.gate.resume();
        probe.passes(probe.buy(ONE));
    }

    @Test
    void shouldPauseAfterRefusalsInARowAndStopAtTheThirdStorm() {
        final GateProbe probe = strategy(conduct(OFF, 2));
        answers(probe, true, false, true);
        probe.says();
        answers(probe, true);
        probe.says("PAUSE REJECT_STORM of 0");
        probe.after(300 * SECOND - 1).refuses(probe.buy(ONE), RiskControl.REJECT_STORM);
        probe.letsExitsLeave();
        probe.after(1).passes(probe.buy(ONE));
        answers(probe, true, true);
        probe.after(300 * SECOND).passes(probe.buy(2 * ONE));
        answers(probe, true, true);
        probe.after(300 * DAY).refuses(probe.buy(3 * ONE), RiskControl.REJECT_STORM);
        probe.gate.resume();
        probe.passes(probe.buy(3 * ONE));
    }

    @Test
    void shouldReduceWhenWhatIsHeldDriftsAboveTheLeverage() {
        final ExposureLimits limits =
                new ExposureLimits(ONE, ClassCaps.off(), ONE, 110 * PERCENT, OFF, OFF, 100, false);
        final GateProbe probe = new GateProbe(TestLimits.basic().withExposure(limits));
        probe.account.held = 110_000 * ONE;
        probe.mark(100_000 * ONE).says();
        probe.account.held++;
        probe.mark(100_000 * ONE).says("REDUCE LEVERAGE_DRIFT");
        probe.refuses(probe.buy(ONE), RiskControl.LEVERAGE_DRIFT);
        probe.letsExitsLeave();
        probe.account.held = 100_000 * ONE + 1;
        probe.mark(100_000 * ONE).says();
        probe.account.held--;
        probe.mark(100_000 * ONE).says("PASS LEVERAGE_DRIFT");
        probe.mark(0).says("REDUCE LEVERAGE_DRIFT");
        probe.account.held = 0;
        probe.mark(0).says("PASS LEVERAGE_DRIFT");
    }

    @Test
    void shouldCapTheValueAtRisk() {
        final GateProbe probe = loss(new LossLimits(OFF, ONE, OFF, OFF, OFF, 5 * PERCENT, OFF, 150));
        days(probe, 98, 0);
        days(probe, 1, 5);
        days(probe, 1, 0);
        probe.says();
        assertEquals(TradingState.ACTIVE, probe.gate.state());
        // Of 100 days the tail is the worst, 5 %; from 101 days on it is two, and the second worst counts.
        days(probe, 1, 6);
        probe.says();
        days(probe, 1, 6);
        probe.says("REDUCE VALUE_AT_RISK");
        probe.refuses(probe.buy(ONE), RiskControl.VALUE_AT_RISK);
        probe.letsExitsLeave();
        days(probe, 150, 0);
        probe.says("PASS VALUE_AT_RISK");
        assertEquals(TradingState.ACTIVE, probe.gate.state());
    }

    @Test
    void shouldCapTheExpectedShortfall() {
        final GateProbe probe = loss(new LossLimits(OFF, ONE, OFF, OFF, OFF, OFF, 5 * PERCENT, 150));
        days(probe, 100, 0);
        days(probe, 1, 10);
        probe.says();
        days(probe, 1, 1);
        probe.says("REDUCE EXPECTED_SHORTFALL");
        probe.gate.resume();
        assertEquals(TradingState.ACTIVE, probe.gate.state());
        days(probe, 99, 9);
        probe.says();
        days(probe, 1, 9);
        probe.says("REDUCE EXPECTED_SHORTFALL");
    }

    @Test
    void shouldKeepEveryLatchInItsState() {
        final List<Long> hashes = new ArrayList<>();
        final GateProbe probe = new GateProbe(RiskLimits.account());
        hashes.add(probe.hash());
        probe.mark(100_000 * ONE);
        hashes.add(probe.hash());
        probe.gate.watch().onRoundTrip(0, -1, probe.account, probe::record);
        hashes.add(probe.hash());
        answers(probe, true);
        hashes.add(probe.hash());
        fill(probe, 1, Side.BUY);
        hashes.add(probe.hash());
        probe.gate.watch().onBar(0, 0, 0.01, 100 * ONE, probe::record);
        hashes.add(probe.hash());
        probe.mark(98_000 * ONE);
        hashes.add(probe.hash());
        probe.mark(79_000 * ONE);
        hashes.add(probe.hash());
        probe.gate.watch().onSessionUp(5);
        hashes.add(probe.hash());
        probe.gate.resume();
        hashes.add(probe.hash());
        assertEquals(hashes.size(), hashes.stream().distinct().count(), hashes::toString);
        assertNotEquals(0, probe.hash());
    }

    @Test
    void shouldNotAllocate() {
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final long thread = Thread.currentThread().getId();
        final GateProbe probe = new GateProbe(RiskLimits.account());
        final int[] heard = new int[1];
        final RiskListener out = (id, strategy, instrument, by, action, limit, actual) -> heard[0]++;
        final RiskWatch watch = probe.gate.watch();
        watch.onSessionUp(0);
        watch.onData(0, 0, probe.account, out);
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 20; round++) {
            final long before = threads.getThreadAllocatedBytes(thread);
            for (int i = 0; i < 2_000; i++) {
                probe.after(20 * SECOND);
                probe.account.equity = (100_000 - i % 25_000) * ONE;
                watch.onMark(probe.account, out);
                watch.onBar(0, 0, i % 20, 100 * ONE, out);
                watch.onFill(i, 0, 0, Side.BUY, ONE, ONE, probe.account, out);
                watch.onRoundTrip(1, i % 3 - 1, probe.account, out);
                watch.onVenueAnswer(1, i % 2 == 0, probe.account, out);
                probe.buy(ONE + i).strategy = 1;
                probe.gate.evaluate(probe.intent, i + 1, probe.account, out);
                if (watch.takeWork()) {
                    watch.takeCancel(0);
                    watch.takeFlatten();
                }
                if (i % 50 == 0) {
                    probe.gate.resume();
                }
            }
            least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before);
        }
        // Reading the counter itself may allocate a few bytes on some JDKs; 2,000 rounds may not.
        assertTrue(least < 1_000, "bytes for 2,000 rounds: " + least);
        assertTrue(heard[0] > 100_000, "decisions: " + heard[0]);
    }

    /** So many days that each lose so many percent of what was there. */
    private static void days(final GateProbe probe, final int count, final long percent) {
        for (int i = 0; i < count; i++) {
            probe.mark(probe.account.equity).mark(probe.account.equity / 100 * (100 - percent));
            probe.after(DAY).mark(probe.account.equity);
        }
    }

    private static void fill(final GateProbe probe, final long orderId, final Side side) {
        probe.gate.watch().onFill(orderId, 0, 0, side, ONE, ONE, probe.account, probe::record);
    }

    private static void answers(final GateProbe probe, final boolean... refused) {
        for (final boolean each : refused) {
            probe.gate.watch().onVenueAnswer(0, each, probe.account, probe::record);
        }
    }
}
