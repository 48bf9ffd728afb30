package io.millrace.risk;

import static io.millrace.risk.GateProbe.ONE;
import static io.millrace.risk.TestLimits.OFF;
import static io.millrace.risk.TestLimits.PERCENT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.millrace.event.Absent;
import io.millrace.event.codec.RiskControl;
import io.millrace.event.codec.Side;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The guards: at the limit, one unit to either side, without equity, with what is no number, with what is old. */
class GuardControlsTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private static GateProbe guards(final GuardLimits limits) {
        return new GateProbe(TestLimits.basic().withGuards(limits));
    }

    private static GateProbe flow(final FlowLimits limits) {
        return guards(GuardLimits.off().withFlow(limits));
    }

    private static GateProbe timing(final TimingLimits limits) {
        return guards(GuardLimits.off().withTiming(limits));
    }

    private static GateProbe steps(final LossLimits loss, final StepLimits limits) {
        return new GateProbe(
                TestLimits.basic().withLoss(loss).withGuards(GuardLimits.off().withSteps(limits)));
    }

    private static GateProbe conduct(final ConductLimits limits) {
        final StrategyLimits off = TestLimits.strategyOff();
        return new GateProbe(
                TestLimits.all(new StrategyLimits(OFF, OFF, off.streak(), OFF, OFF, OFF, RateLimits.off(), limits)));
    }

    private static LossLimits dailyLoss(final long limit) {
        return new LossLimits(OFF, ONE, OFF, limit, OFF, OFF, OFF, 100);
    }

    /** 100,000 of equity at a limit of 0.5; the order is worth 100. */
    @Test
    void shouldHoldTheNetExposure() {
        final GateProbe probe = flow(new FlowLimits(OFF, OFF, false, OFF, OFF, ONE / 2));
        probe.account.net = 49_900 * ONE;
        probe.passes(probe.buy(ONE));
        probe.after(SECOND).account.net = 49_900 * ONE - 1;
        probe.passes(probe.buy(ONE));
        probe.after(SECOND).account.net = 49_900 * ONE + 1;
        probe.refuses(probe.buy(ONE), RiskControl.NET_EXPOSURE);
        probe.account.net = Absent.FIXED;
        probe.refuses(probe.buy(ONE), RiskControl.NET_EXPOSURE);
        probe.letsExitsLeave();
        probe.account.net = 0;
        probe.account.equity = 0;
        probe.refuses(probe.buy(ONE), RiskControl.PER_ASSET_CAP);
    }

    @Test
    void shouldLetShortsReduceTheNetExposure() {
        final RiskLimits shorts = TestLimits.basic()
                .withExposure(new ExposureLimits(ONE, ClassCaps.off(), 2 * ONE, OFF, OFF, OFF, 1_000, true))
                .withGuards(GuardLimits.off().withFlow(new FlowLimits(OFF, OFF, false, OFF, OFF, ONE / 2)));
        final GateProbe probe = new GateProbe(shorts);
        probe.account.net = 60_000 * ONE;
        probe.passes(probe.sell(ONE));
        probe.refuses(probe.buy(ONE), RiskControl.NET_EXPOSURE);
        probe.account.net = -49_900 * ONE;
        probe.passes(probe.sell(2 * ONE / 2 - 1));
        probe.account.net = -49_900 * ONE - 1;
        probe.after(SECOND).refuses(probe.sell(ONE), RiskControl.NET_EXPOSURE);
    }

    @Test
    void shouldCountWorkingOrders() {
        for (final int working : new int[] {2, 9, 10, 1_000}) {
            final GateProbe probe = flow(new FlowLimits(OFF, OFF, false, 10, 50, OFF));
            probe.account.openOrdersIn = working;
            if (working < 10) {
                probe.passes(probe.buy(ONE));
            } else {
                probe.refuses(probe.buy(ONE), RiskControl.WORKING_ORDERS);
                assertEquals(10, probe.limit);
                assertEquals(working + 1, probe.actual);
            }
            probe.letsExitsLeave();
        }
        final GateProbe probe = flow(new FlowLimits(OFF, OFF, false, 10, 50, OFF));
        probe.account.openOrders = 49;
        probe.passes(probe.buy(ONE));
        probe.after(SECOND).account.openOrders = 50;
        probe.refuses(probe.buy(ONE), RiskControl.WORKING_ORDERS);
        assertEquals(50, probe.limit);
    }

    /** One unit is worth 100; 1 % of 10,000 are 100 too: 101 units are within it, 101 and the least bit are not. */
    @Test
    void shouldRefuseWhatIsNotWorthWhatWasMeant() {
        final GateProbe probe = flow(new FlowLimits(OFF, PERCENT, false, OFF, OFF, OFF));
        for (final long quantity : new long[] {99 * ONE, 100 * ONE, 101 * ONE}) {
            probe.buy(quantity).intendedValue = 10_000 * ONE;
            probe.after(SECOND).passes(probe.intent);
        }
        for (final long quantity : new long[] {99 * ONE - 1, 101 * ONE + 1, 1_000 * ONE, 10 * ONE}) {
            probe.buy(quantity).intendedValue = 10_000 * ONE;
            probe.after(SECOND).refuses(probe.intent, RiskControl.NOTIONAL_CHECK);
        }
        // A whole share is worth 100: nobody can come nearer to 150 than one or two of them.
        probe.buy(ONE).instrument = 1;
        probe.intent.intendedValue = 150 * ONE;
        probe.after(SECOND).passes(probe.intent);
        probe.buy(3 * ONE).instrument = 1;
        probe.intent.intendedValue = 150 * ONE;
        probe.after(SECOND).refuses(probe.intent, RiskControl.NOTIONAL_CHECK);
        probe.buy(ONE).intendedValue = -1;
        probe.after(SECOND).refuses(probe.intent, RiskControl.NOTIONAL_CHECK);
        probe.after(SECOND).passes(probe.buy(77 * ONE));
    }

    @Test
    void shouldNotSendMoreChildrenThanTheParentHas() {
        final GateProbe probe = flow(new FlowLimits(OFF, OFF, true, OFF, OFF, OFF));
        probe.account.parentQuantity = 10 * ONE;
        probe.account.children = 7 * ONE;
        for (final long quantity : new long[] {3 * ONE - 1, 3 * ONE}) {
            probe.buy(quantity).parentOrderId = 99;
            probe.after(SECOND).passes(probe.intent);
        }
        probe.buy(3 * ONE + 1).parentOrderId = 99;
        probe.after(SECOND).refuses(probe.intent, RiskControl.CHILD_OF_PARENT);
        probe.says("PAUSE CHILD_OF_PARENT of 0");
        assertTrue(probe.gate.watch().takeWork());
        assertTrue(probe.gate.watch().takeCancel(0));
        probe.after(DAY).refuses(probe.buy(ONE), RiskControl.CHILD_OF_PARENT);
        probe.letsExitsLeave();
        probe.gate.resume();
        probe.passes(probe.buy(ONE));
        probe.account.parentQuantity = Absent.FIXED;
        probe.buy(ONE).parentOrderId = 99;
        probe.after(SECOND).refuses(probe.intent, RiskControl.CHILD_OF_PARENT);
    }

    @Test
    void shouldHoldAnOrderAgainstTheVolumeOfADay() {
        final GateProbe probe = flow(new FlowLimits(PERCENT, OFF, false, OFF, OFF, OFF));
        final FakeAccount account = probe.account;
        probe.refuses(probe.buy(ONE), RiskControl.VOLUME_SHARE);
        assertTrue(Double.isNaN(probe.actual));
        probe.gate.watch().onVolume(0, 60 * ONE, 0, account.nowNs);
        probe.after(HOUR).gate.watch().onVolume(0, 40 * ONE, 0, account.nowNs);
        probe.gate.watch().onVolume(1, 1_000 * ONE, 0, account.nowNs);
        probe.passes(probe.buy(ONE));
        probe.passes(probe.buy(ONE - 1));
        probe.refuses(probe.buy(ONE + 1), RiskControl.VOLUME_SHARE);
        probe.letsExitsLeave();
        // The first hour has gone: 40 are left.
        probe.after(23 * HOUR).refuses(probe.buy(ONE), RiskControl.VOLUME_SHARE);
        probe.passes(probe.buy(4 * ONE / 10));
        probe.after(24 * HOUR).refuses(probe.buy(1), RiskControl.VOLUME_SHARE);
    }

    /** An hour of minutes with 60 together; the hour's own bar says the same 60 again. */
    @Test
    void shouldCountTheVolumeOfSeveralBarSizesOnce() {
        final GateProbe probe = flow(new FlowLimits(PERCENT, OFF, false, OFF, OFF, OFF));
        final FakeAccount account = probe.account;
        probe.gate.watch().onVolume(0, 40 * ONE, 3_600, account.nowNs);
        for (int minute = 0; minute < 60; minute++) {
            probe.gate.watch().onVolume(0, ONE, 60, account.nowNs);
        }
        probe.gate.watch().onVolume(0, 60 * ONE, 3_600, account.nowNs);
        probe.passes(probe.buy(ONE));
        probe.refuses(probe.buy(ONE + 1), RiskControl.VOLUME_SHARE);
        probe.gate.watch().onVolume(0, 10 * ONE, 0, account.nowNs);
        probe.gate.watch().onVolume(0, 1_000 * ONE, 60, account.nowNs);
        probe.passes(probe.buy(11 * ONE / 10));
        probe.refuses(probe.buy(11 * ONE / 10 + 1), RiskControl.VOLUME_SHARE);
    }

    private static void answer(final GateProbe probe, final int count, final long tookNs) {
        final FakeAccount account = probe.account;
        for (int i = 0; i < count; i++) {
            final ApprovedOrder order = probe.passes(probe.buy(ONE + i));
            final long sent = account.nowNs;
            account.nowNs = sent + tookNs;
            probe.gate.watch().onAnswer(order.orderId(), account);
            account.nowNs = sent;
        }
        probe.after(tookNs);
    }

    @Test
    void shouldMeasureHowLongTheVenueTakesToAnswer() {
        for (final long over : new long[] {-1, 0, 1}) {
            final GateProbe probe = timing(new TimingLimits(3 * SECOND, OFF, OFF, OFF, OFF));
            answer(probe, 9, 3 * SECOND + over);
            probe.passes(probe.buy(5 * ONE));
            assertTrue(Double.isNaN(probe.actual) || probe.control != RiskControl.ROUND_TRIP);
            probe.gate.watch().onAnswer(10, probe.account);
            if (over <= 0) {
                probe.passes(probe.buy(6 * ONE));
            } else {
                // 10 answers, of which 95 in 100 are all.
                probe.refuses(probe.buy(6 * ONE), RiskControl.ROUND_TRIP);
                probe.mark(100_000 * ONE).says();
                probe.letsExitsLeave();
                probe.after(MINUTE - 1).mark(100_000 * ONE);
                probe.after(MINUTE).passes(probe.buy(7 * ONE));
            }
        }
    }

    /** One in twenty may be slow. */
    @Test
    void shouldForgiveOneSlowAnswerInTwenty() {
        final GateProbe probe = timing(new TimingLimits(3 * SECOND, OFF, OFF, OFF, OFF));
        for (int i = 0; i < 20; i++) {
            probe.passes(probe.buy(ONE + i));
        }
        for (int i = 1; i < 20; i++) {
            probe.gate.watch().onAnswer(i, probe.account);
        }
        probe.after(4 * SECOND).gate.watch().onAnswer(20, probe.account);
        probe.passes(probe.buy(100 * ONE));
        probe.after(4 * SECOND).gate.watch().onAnswer(21, probe.account);
        probe.refuses(probe.buy(100 * ONE), RiskControl.ROUND_TRIP);
        for (int i = 0; i < 61; i++) {
            probe.after(SECOND).gate.watch().onAnswer(1_000 + i, probe.account);
        }
        probe.passes(probe.buy(100 * ONE));
    }

    @Test
    void shouldNotTrustAClockThatIsWrong() {
        final GateProbe probe = timing(new TimingLimits(OFF, SECOND / 2, OFF, OFF, OFF));
        for (final long delay : new long[] {-SECOND / 2 + 1, -SECOND / 2, 0, 10 * SECOND}) {
            probe.after(SECOND).account.delayNs = delay;
            probe.passes(probe.buy(ONE));
        }
        probe.account.delayNs = -SECOND / 2 - 1;
        probe.after(SECOND).refuses(probe.buy(ONE), RiskControl.CLOCK_GUARD);
        probe.account.delayNs = Absent.FIXED;
        probe.refuses(probe.buy(ONE), RiskControl.CLOCK_GUARD);
        probe.account.delayNs = 0;
        final long receiveNs = probe.account.nowNs;
        probe.gate.watch().onData(0, receiveNs, probe.account, probe::record);
        probe.gate.watch().onData(1, receiveNs - 1, probe.account, probe::record);
        probe.says("REJECT CLOCK_GUARD");
        probe.refuses(probe.buy(ONE), RiskControl.CLOCK_GUARD);
        probe.letsExitsLeave();
        probe.gate.watch().onData(0, receiveNs, probe.account, probe::record);
        probe.says("PASS CLOCK_GUARD");
        probe.passes(probe.buy(ONE));
    }

    @Test
    void shouldReduceWhileDataStayLate() {
        final RiskLimits limits = TestLimits.basic()
                .withData(new DataLimits(OFF, OFF, 2 * SECOND, false, false))
                .withGuards(GuardLimits.off().withTiming(new TimingLimits(OFF, OFF, MINUTE, OFF, OFF)));
        final GateProbe probe = new GateProbe(limits);
        late(probe, 2 * SECOND, 0, 0);
        late(probe, 2 * SECOND + 1, 0, MINUTE);
        late(probe, 2 * SECOND + 1, 0, MINUTE - 1);
        probe.says();
        late(probe, 2 * SECOND + 1, 0, 1);
        probe.says("REDUCE LATENCY_GUARD");
        assertEquals(TradingState.REDUCING, probe.gate.state());
        late(probe, 0, 1, SECOND);
        probe.says();
        late(probe, 2 * SECOND, 0, SECOND);
        probe.says("PASS LATENCY_GUARD");
        assertEquals(TradingState.ACTIVE, probe.gate.state());
    }

    private static void late(final GateProbe probe, final long delayNs, final int instrument, final long afterNs) {
        probe.after(afterNs).account.delayNs = delayNs;
        probe.gate.watch().onData(instrument, probe.account.nowNs, probe.account, probe::record);
    }

    @Test
    void shouldNotGoOnWithOrdersOfUnknownFate() {
        final GateProbe probe = timing(new TimingLimits(OFF, OFF, OFF, MINUTE, 10 * MINUTE));
        probe.account.allUnknown = 1;
        probe.mark(100_000 * ONE).after(MINUTE).mark(100_000 * ONE).says();
        probe.after(1).mark(100_000 * ONE).says("REDUCE UNKNOWN_ORDERS");
        probe.account.allUnknown = 0;
        probe.mark(100_000 * ONE).says("PASS UNKNOWN_ORDERS");
        probe.account.allUnknown = 2;
        probe.mark(100_000 * ONE).after(10 * MINUTE).mark(100_000 * ONE).says("REDUCE UNKNOWN_ORDERS");
        probe.after(1).mark(100_000 * ONE).says("HALT UNKNOWN_ORDERS");
        probe.account.allUnknown = 0;
        probe.after(1).mark(100_000 * ONE);
        assertEquals(TradingState.HALTED, probe.gate.state());
        probe.letsExitsLeave();
        probe.gate.resume();
        probe.passes(probe.buy(ONE));
    }

    @Test
    void shouldHaltWhenTheDayGoesOnLosing() {
        final GateProbe probe = steps(dailyLoss(2 * PERCENT), new StepLimits(3 * ONE / 2, OFF, OFF));
        probe.mark(100_000 * ONE).mark(97_000 * ONE + 1).says("REDUCE DAILY_LOSS");
        probe.mark(97_000 * ONE).says("HALT DAILY_LOSS");
        assertTrue(probe.gate.watch().takeWork());
        assertTrue(probe.gate.watch().takeCancel(0));
        probe.after(DAY).mark(97_000 * ONE).says("PASS DAILY_LOSS");
        assertEquals(TradingState.HALTED, probe.gate.state());
        probe.gate.resume();
        probe.mark(97_000 * ONE).says();
        probe.passes(probe.buy(ONE));
        final GateProbe broke = steps(dailyLoss(2 * PERCENT), new StepLimits(3 * ONE / 2, OFF, OFF));
        broke.mark(100_000 * ONE).mark(Absent.FIXED).says();
        broke.mark(0).says("HALT DAILY_LOSS", "REDUCE DAILY_LOSS");
    }

    @Test
    void shouldReduceBetweenTheStepsOfADrawdown() {
        final GateProbe probe = steps(dailyLoss(OFF), new StepLimits(OFF, 10 * PERCENT, OFF));
        probe.mark(100_000 * ONE).mark(90_000 * ONE + 1).says();
        probe.mark(90_000 * ONE).says("REDUCE DRAWDOWN_REDUCE");
        probe.refuses(probe.buy(ONE), RiskControl.DRAWDOWN_REDUCE);
        probe.letsExitsLeave();
        probe.mark(98_000 * ONE).says();
        probe.mark(98_000 * ONE + 1).says("PASS DRAWDOWN_REDUCE");
        probe.mark(90_000 * ONE).gate.resume();
        probe.mark(90_000 * ONE);
        assertEquals(TradingState.ACTIVE, probe.gate.state());
    }

    @Test
    void shouldHalveTheSizesOfOneStrategyOnce() {
        final LossLimits half = new LossLimits(15 * PERCENT, 50 * PERCENT, OFF, OFF, OFF, OFF, OFF, 100);
        final GateProbe probe = steps(half, new StepLimits(OFF, OFF, 5 * PERCENT));
        probe.mark(100_000 * ONE).markSleeve(0, 47_500 * ONE + 1).says();
        probe.markSleeve(0, 47_500 * ONE).says("SCALE DRAWDOWN_DE_RISK of 0");
        assertEquals(10 * ONE, probe.passes(probe.buy(20 * ONE)).quantity());
        probe.buy(20 * ONE).strategy = 1;
        assertEquals(20 * ONE, probe.passes(probe.intent).quantity());
        probe.mark(85_000 * ONE).says("SCALE DRAWDOWN_DE_RISK");
        assertEquals(10 * ONE, probe.after(SECOND).passes(probe.buy(20 * ONE)).quantity());
        probe.mark(100_000 * ONE).says("PASS DRAWDOWN_DE_RISK");
        probe.account.deposits[0] = -10_000 * ONE;
        probe.markSleeve(0, 37_500 * ONE).says();
        probe.markSleeve(0, 40_000 * ONE).says("PASS DRAWDOWN_DE_RISK of 0");
    }

    @Test
    void shouldHalveSizesWhileTheScoreIsLowOldOrMissing() {
        final GateProbe probe = guards(GuardLimits.off().withMacro(MacroLimits.of("macro")));
        final FakeAccount account = probe.account;
        probe.mark(100_000 * ONE).says("SCALE MACRO_SCORE");
        assertSize(10 * ONE, probe);
        account.macro = 44.999;
        account.macroTimeNs = account.nowNs;
        assertSize(10 * ONE, probe);
        account.macro = 45;
        account.macroTimeNs = account.nowNs;
        probe.mark(100_000 * ONE).says("PASS MACRO_SCORE");
        for (final double score : new double[] {45, 40, 100}) {
            account.macro = score;
            assertSize(20 * ONE, probe);
        }
        account.macroTimeNs = account.nowNs - DAY + SECOND;
        assertSize(20 * ONE, probe);
        assertSize(10 * ONE, probe);
        for (final double bad : new double[] {39.999, Double.NaN, -1, 100.001}) {
            account.macro = 50;
            account.macroTimeNs = account.nowNs;
            assertSize(20 * ONE, probe);
            account.macro = bad;
            assertSize(10 * ONE, probe);
        }
        account.macro = 50;
        account.macroTimeNs = account.nowNs + 2 * SECOND;
        assertSize(10 * ONE, probe);
        probe.letsExitsLeave();
    }

    private static void assertSize(final long expected, final GateProbe probe) {
        assertEquals(expected, probe.after(SECOND).passes(probe.buy(20 * ONE)).quantity());
    }

    @Test
    void shouldPauseWhoFillsTooManyOrdersInADay() {
        final GateProbe probe = conduct(new ConductLimits(OFF, 1, OFF, 3, OFF, OFF, SECOND, false));
        probe.mark(100_000 * ONE);
        fill(probe, 1);
        fill(probe, 1);
        fill(probe, 2);
        probe.says();
        probe.after(DAY).mark(100_000 * ONE);
        fill(probe, 3);
        fill(probe, 4);
        probe.says();
        fill(probe, 5);
        probe.says("PAUSE REPEATED_FILLS of 0");
        probe.after(DAY).mark(100_000 * ONE).refuses(probe.buy(ONE), RiskControl.REPEATED_FILLS);
        probe.gate.resume();
        probe.passes(probe.buy(ONE));
    }

    private static void fill(final GateProbe probe, final long orderId) {
        probe.gate.watch().onFill(orderId, 0, 0, Side.BUY, ONE, 100 * ONE, probe.account, probe::record);
    }

    @Test
    void shouldPauseWhoIsRefusedTooOften() {
        // 2 of 10 are a fifth, 3 of 14 are more.
        final GateProbe probe = conduct(new ConductLimits(OFF, 1, OFF, OFF, OFF, 20 * PERCENT, 300 * SECOND, false));
        answers(probe, 7, false);
        answers(probe, 2, true);
        answers(probe, 3, false);
        probe.says();
        answers(probe, 1, false);
        answers(probe, 1, true);
        probe.says("PAUSE REJECT_STORM of 0");
        probe.after(300 * SECOND - 1).refuses(probe.buy(ONE), RiskControl.REJECT_STORM);
        probe.after(1).passes(probe.buy(ONE));
        answers(probe, 9, true);
        probe.says();
        probe.after(MINUTE);
        answers(probe, 1, true);
        probe.says();
    }

    private static void answers(final GateProbe probe, final int count, final boolean refused) {
        for (int i = 0; i < count; i++) {
            probe.gate.watch().onVenueAnswer(0, refused, probe.account, probe::record);
        }
    }

    @Test
    void shouldReduceAndThenHaltWhenTheMachineRunsOut() {
        final ResourceLimits limits = new ResourceLimits(80 * PERCENT, 1_024, MINUTE);
        for (final double[] told :
                new double[][] {{0.8000001, 5_000}, {Double.NaN, 5_000}, {0, 1_023}, {0, Double.NaN}}) {
            final GateProbe probe = guards(GuardLimits.off().withResources(limits));
            resources(probe, 0.8, 1_024);
            probe.mark(100_000 * ONE).says();
            resources(probe, told[0], told[1]);
            probe.says("REDUCE RESOURCE_GUARD");
            resources(probe, 0.1, 5_000);
            probe.says("PASS RESOURCE_GUARD");
            resources(probe, told[0], told[1]);
            probe.after(MINUTE - 1).mark(100_000 * ONE).says("REDUCE RESOURCE_GUARD");
            probe.after(1).mark(100_000 * ONE).says("HALT RESOURCE_GUARD");
            probe.letsExitsLeave();
            resources(probe, 0.1, 5_000);
            assertEquals(TradingState.HALTED, probe.gate.state());
            probe.gate.resume();
            probe.after(MINUTE).mark(100_000 * ONE);
            assertEquals(TradingState.ACTIVE, probe.gate.state());
        }
    }

    private static void resources(final GateProbe probe, final double ringFill, final double freeDisk) {
        probe.gate.watch().onResources(ringFill, freeDisk, probe.account, probe::record);
    }

    /** Everything that the guards remember is state. */
    @Test
    void shouldKeepWhatItRemembersInTheState() {
        final GateProbe probe = everything();
        long before = probe.hash();
        final List<Runnable> events = List.of(
                () -> probe.gate.watch().onVolume(0, ONE, 0, probe.account.nowNs),
                () -> probe.passes(probe.buy(ONE)),
                () -> probe.gate.watch().onAnswer(1, probe.account),
                () -> probe.gate.watch().onData(0, 5, probe.account, probe::record),
                () -> late(probe, 3 * SECOND, 0, SECOND),
                () -> resources(probe, 0.9, 0),
                () -> fill(probe, 7),
                () -> answers(probe, 1, true),
                () -> probe.account.allUnknown = 1);
        for (final Runnable event : events) {
            event.run();
            probe.mark(100_000 * ONE);
            final long after = probe.hash();
            assertNotEquals(before, after);
            before = after;
        }
    }

    private static GateProbe everything() {
        final RiskLimits account = RiskLimits.account();
        final GateProbe probe = new GateProbe(account.withData(new DataLimits(OFF, OFF, 2 * SECOND, false, false))
                .withGuards(account.guards()
                        .withMacro(MacroLimits.of("macro"))
                        .withSteps(new StepLimits(3 * ONE / 2, 10 * PERCENT, 5 * PERCENT))
                        .withFlow(new FlowLimits(ONE, PERCENT, true, 10, 50, ONE)))
                .withRate(RateLimits.off())
                .withStrategies(List.of(TestLimits.strategyOff()
                        .withConduct(new ConductLimits(OFF, 1, 20, 200, 5, 20 * PERCENT, SECOND, false)))));
        probe.account.macro = 50;
        probe.account.macroTimeNs = probe.account.nowNs;
        probe.gate.watch().onVolume(0, 1_000_000 * ONE, 0, probe.account.nowNs);
        probe.mark(100_000 * ONE);
        return probe;
    }

    @Test
    void shouldNotAllocate() {
        final GateProbe probe = everything();
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final long[] ids = {1};
        final RiskListener none = (id, strategy, instrument, by, action, limit, actual) -> {};
        final Runnable round = () -> {
            final FakeAccount account = probe.account;
            account.nowNs += 700_000_000L;
            account.priceTimeNs = account.nowNs;
            account.macroTimeNs = account.nowNs;
            account.delayNs = ids[0] % 3 == 0 ? 3 * SECOND : 0;
            account.allUnknown = (int) (ids[0] % 2);
            probe.gate.watch().onVolume(0, ONE, 0, account.nowNs);
            probe.gate.watch().onData(0, account.nowNs, account, none);
            probe.gate.watch().onResources(ids[0] % 2 == 0 ? 0.9 : 0.1, 5_000, account, none);
            probe.gate.watch().onMark(account, none);
            probe.gate.evaluate(probe.buy(ONE), ++ids[0], account, none);
            probe.gate.watch().onAnswer(ids[0], account);
            probe.gate.watch().onVenueAnswer(0, ids[0] % 5 == 0, account, none);
            probe.gate.resume();
        };
        for (int i = 0; i < 20_000; i++) {
            round.run();
        }
        final long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 10_000; i++) {
            round.run();
        }
        final long bytes = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(bytes < 10_000, () -> bytes + " bytes in 10,000 rounds");
    }
}
