package io.millrace.risk;

import static io.millrace.risk.GateProbe.ONE;
import static io.millrace.risk.TestLimits.OFF;
import static io.millrace.risk.TestLimits.PERCENT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.event.Absent;
import io.millrace.event.codec.OrderType;
import io.millrace.event.codec.RiskControl;
import io.millrace.event.codec.Side;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The controls that judge an order: at the limit, one unit to either side, without equity, without data. */
class OrderControlsTest {
    private static final long SECOND = 1_000_000_000L;

    private static GateProbe spread(final long limit) {
        return new GateProbe(TestLimits.basic().withOrder(TestLimits.order(OFF, OFF, limit, false)));
    }

    private static GateProbe data(final DataLimits limits) {
        return new GateProbe(TestLimits.basic().withData(limits));
    }

    private static GateProbe rate(final RateLimits account, final RateLimits own) {
        final StrategyLimits off = TestLimits.strategyOff();
        return new GateProbe(TestLimits.basic()
                .withRate(account)
                .withStrategies(
                        List.of(new StrategyLimits(OFF, OFF, off.streak(), OFF, OFF, OFF, own, off.conduct()))));
    }

    @Test
    void shouldScaleToTheCapOfTheAssetClass() {
        final ClassCaps caps = new ClassCaps(20 * PERCENT, 30 * PERCENT, OFF, OFF, OFF);
        final GateProbe probe =
                new GateProbe(TestLimits.basic().withExposure(TestLimits.exposure(ONE, caps, OFF, OFF)));
        probe.account.classExposure = 19_000 * ONE;
        assertEquals(10 * ONE - 1, probe.passes(probe.buy(10 * ONE - 1)).quantity());
        assertEquals(10 * ONE, probe.passes(probe.buy(10 * ONE)).quantity());
        assertEquals(10 * ONE, probe.passes(probe.buy(10 * ONE + 1)).quantity());
        probe.account.classExposure = 20_000 * ONE;
        probe.refuses(probe.buy(ONE), RiskControl.ASSET_CLASS_CAP);
        assertEquals(0.2, probe.limit);
        probe.letsExitsLeave();
        probe.buy(ONE).instrument = 1;
        probe.passes(probe.intent);
        probe.account.classExposure = Absent.FIXED;
        probe.refuses(probe.buy(2 * ONE), RiskControl.ASSET_CLASS_CAP);
        probe.account.equity = 0;
        probe.refuses(probe.buy(2 * ONE), RiskControl.PER_ASSET_CAP);
    }

    @Test
    void shouldRefuseEntriesOnAWideSpread() {
        final GateProbe probe = spread(PERCENT / 10);
        probe.passes(probe.buy(ONE));
        probe.account.bid = 100 * ONE - ONE / 20;
        probe.account.ask = 100 * ONE + ONE / 20 - 1;
        probe.passes(probe.buy(2 * ONE));
        probe.account.ask++;
        probe.passes(probe.buy(3 * ONE));
        probe.account.ask++;
        probe.refuses(probe.buy(4 * ONE), RiskControl.SPREAD_GUARD);
        probe.letsExitsLeave();
        probe.account.ask = Absent.FIXED;
        probe.refuses(probe.buy(4 * ONE), RiskControl.SPREAD_GUARD);
        assertTrue(Double.isNaN(probe.actual));
        probe.account.bid = 101 * ONE;
        probe.account.ask = 100 * ONE;
        probe.refuses(probe.buy(4 * ONE), RiskControl.SPREAD_GUARD);
    }

    @Test
    void shouldRefuseEntriesOnOldData() {
        final GateProbe probe = data(new DataLimits(2 * SECOND, 2, OFF, false, false));
        probe.account.priceTimeNs = probe.account.nowNs - 2 * SECOND;
        probe.passes(probe.buy(ONE));
        probe.account.priceTimeNs--;
        probe.refuses(probe.buy(2 * ONE), RiskControl.LATENCY_GUARD);
        assertEquals(2, probe.limit);
        probe.letsExitsLeave();
        probe.account.daily = true;
        probe.account.sessions = 2;
        probe.passes(probe.buy(2 * ONE));
        probe.account.sessions = 3;
        probe.refuses(probe.buy(3 * ONE), RiskControl.LATENCY_GUARD);
        assertEquals(3, probe.actual);
    }

    @Test
    void shouldRefuseEntriesOnLateData() {
        final GateProbe probe = data(new DataLimits(OFF, OFF, 2 * SECOND, false, false));
        for (final long sign : new long[] {1, -1}) {
            probe.account.delayNs = sign * 2 * SECOND;
            probe.passes(probe.after(SECOND).buy(ONE));
            probe.account.delayNs = sign * (2 * SECOND + 1);
            probe.refuses(probe.after(SECOND).buy(ONE), RiskControl.LATENCY_GUARD);
        }
        probe.letsExitsLeave();
        probe.account.delayNs = Absent.FIXED;
        probe.refuses(probe.buy(2 * ONE), RiskControl.LATENCY_GUARD);
        assertTrue(Double.isNaN(probe.actual));
    }

    @Test
    void shouldCountPositionsWithWhatIsPending() {
        final StrategyLimits off = TestLimits.strategyOff();
        final GateProbe probe = new GateProbe(TestLimits.basic()
                .withExposure(TestLimits.exposure(ONE, ClassCaps.off(), OFF, 5))
                .withStrategies(List.of(
                        new StrategyLimits(OFF, OFF, off.streak(), OFF, OFF, 3, RateLimits.off(), off.conduct()))));
        probe.account.openPositions[0] = 2;
        probe.passes(probe.buy(ONE));
        probe.account.openPositions[0] = 3;
        probe.refuses(probe.buy(2 * ONE), RiskControl.MAX_OPEN_POSITIONS);
        assertEquals(3, probe.limit);
        assertEquals(4, probe.actual);
        probe.account.openBuy = 1;
        probe.passes(probe.buy(2 * ONE));
        probe.account.openBuy = 0;
        probe.letsExitsLeave();
        probe.account.openPositions[0] = 2;
        probe.account.openPositions[1] = 2;
        probe.passes(probe.buy(3 * ONE));
        probe.account.openPositions[1] = 3;
        probe.refuses(probe.buy(4 * ONE), RiskControl.MAX_OPEN_POSITIONS);
        assertEquals(5, probe.limit);
    }

    @Test
    void shouldNotTradeWithItself() {
        final GateProbe probe = new GateProbe(TestLimits.basic().withOrder(TestLimits.order(OFF, OFF, OFF, true)));
        probe.account.bestSell = 101 * ONE;
        probe.passes(probe.limitBuy(101 * ONE - 1));
        probe.refuses(probe.limitBuy(101 * ONE), RiskControl.SELF_TRADE);
        assertEquals(101, probe.limit);
        probe.refuses(probe.buy(ONE), RiskControl.SELF_TRADE);
        probe.buy(ONE).type = OrderType.STOP;
        probe.intent.stopPrice = 102 * ONE;
        probe.passes(probe.intent);
        probe.account.bestSell = Absent.FIXED;
        probe.account.bestBuy = 99 * ONE;
        probe.passes(probe.after(SECOND).buy(ONE));
        final GateProbe shorts = new GateProbe(TestLimits.basic()
                .withOrder(TestLimits.order(OFF, OFF, OFF, true))
                .withExposure(new ExposureLimits(ONE, ClassCaps.off(), ONE, OFF, OFF, OFF, 10, true)));
        shorts.account.bestBuy = 99 * ONE;
        shorts.limitBuy(99 * ONE + 1).side = Side.SELL;
        shorts.passes(shorts.intent);
        shorts.limitBuy(99 * ONE).side = Side.SELL;
        shorts.refuses(shorts.intent, RiskControl.SELF_TRADE);
        shorts.refuses(shorts.sell(ONE), RiskControl.SELF_TRADE);
        shorts.letsExitsLeave();
    }

    @Test
    void shouldRefuseEntriesBesideAnUnknownOrder() {
        final GateProbe probe = data(new DataLimits(OFF, OFF, OFF, false, true));
        probe.passes(probe.buy(ONE));
        probe.account.unknown = 1;
        probe.refuses(probe.buy(2 * ONE), RiskControl.UNKNOWN_ORDERS);
        assertEquals(1, probe.actual);
        probe.letsExitsLeave();
    }

    @Test
    void shouldWaitForTheSessionAndItsFirstPrice() {
        final GateProbe probe = data(new DataLimits(OFF, OFF, OFF, true, false));
        probe.refuses(probe.buy(ONE), RiskControl.START_UP);
        probe.gate.watch().onSessionUp(probe.account.nowNs);
        probe.account.priceTimeNs = probe.account.nowNs - 1;
        probe.refuses(probe.buy(ONE), RiskControl.START_UP);
        probe.letsExitsLeave();
        probe.account.priceTimeNs++;
        probe.passes(probe.buy(ONE));
        probe.gate.watch().onSessionUp(probe.account.nowNs + 1);
        probe.refuses(probe.buy(2 * ONE), RiskControl.START_UP);
    }

    @Test
    void shouldKeepOutOfRestrictedInstruments() {
        final GateProbe probe = new GateProbe(TestLimits.basic().withRestricted("SHARE, COIN"));
        probe.refuses(probe.buy(ONE), RiskControl.RESTRICTED_LIST);
        probe.letsExitsLeave();
        final RiskLimits unknown = TestLimits.basic().withRestricted("COIN,SHRE");
        final String said = assertThrows(IllegalArgumentException.class, () -> new GateProbe(unknown))
                .getMessage();
        assertTrue(said.contains("SHRE"), said);
    }

    @Test
    void shouldHoldTheRateOfTheStrategyAndOfTheAccount() {
        final GateProbe probe = rate(new RateLimits(3, 5), new RateLimits(2, 4));
        probe.passes(probe.buy(ONE));
        probe.passes(probe.buy(2 * ONE));
        probe.refuses(probe.buy(3 * ONE), RiskControl.ORDER_RATE);
        assertEquals(2, probe.limit);
        assertEquals(3, probe.actual);
        probe.letsExitsLeave();
        probe.buy(4 * ONE).strategy = 1;
        probe.refuses(probe.intent, RiskControl.ORDER_RATE);
        assertEquals(3, probe.limit);
        probe.after(SECOND - 1).refuses(probe.buy(5 * ONE), RiskControl.ORDER_RATE);
        probe.after(1).passes(probe.buy(5 * ONE));
        probe.refuses(probe.buy(6 * ONE), RiskControl.ORDER_RATE);
        assertEquals(4, probe.limit);
        probe.buy(7 * ONE).strategy = 1;
        probe.passes(probe.intent);
        probe.after(SECOND).buy(8 * ONE).strategy = 1;
        probe.refuses(probe.intent, RiskControl.ORDER_RATE);
        assertEquals(5, probe.limit);
        probe.after(58 * SECOND).passes(probe.buy(9 * ONE));
    }

    @Test
    void shouldWantFillsForMessages() {
        final StrategyLimits off = TestLimits.strategyOff();
        final GateProbe probe = new GateProbe(TestLimits.all(new StrategyLimits(
                OFF,
                OFF,
                off.streak(),
                OFF,
                OFF,
                OFF,
                RateLimits.off(),
                new ConductLimits(3, 2, OFF, OFF, OFF, OFF, 1_000_000, false))));
        probe.passes(probe.buy(ONE));
        probe.gate.watch().onCancel(0);
        probe.refuses(probe.buy(2 * ONE), RiskControl.MESSAGE_TO_FILL);
        assertEquals(2, probe.limit);
        assertEquals(3, probe.actual);
        probe.gate.watch().onFill(1, 0, 0, Side.BUY, ONE, ONE, probe.account, probe::record);
        probe.passes(probe.buy(2 * ONE));
        probe.refuses(probe.buy(3 * ONE), RiskControl.MESSAGE_TO_FILL);
        assertEquals(3, probe.limit);
        probe.letsExitsLeave();
        probe.mark(probe.account.equity);
        probe.after(86_400 * SECOND).mark(probe.account.equity);
        probe.passes(probe.buy(3 * ONE));
    }

    @Test
    void shouldHoldTheTurnoverOfTheDay() {
        final GateProbe probe =
                new GateProbe(TestLimits.basic().withLoss(new LossLimits(OFF, ONE, OFF, OFF, 2 * ONE, OFF, OFF, 100)));
        probe.refuses(probe.buy(ONE), RiskControl.TURNOVER);
        probe.mark(100_000 * ONE);
        probe.gate.watch().onFill(1, 0, 0, Side.BUY, 1_999 * ONE, 100 * ONE, probe.account, probe::record);
        probe.passes(probe.buy(ONE));
        probe.refuses(probe.buy(ONE + 1), RiskControl.TURNOVER);
        assertEquals(2, probe.limit);
        probe.letsExitsLeave();
        probe.after(86_400 * SECOND).mark(50_000 * ONE);
        probe.passes(probe.buy(ONE + 1));
    }

    @Test
    void shouldKnowAllLimitsOfAnAccount() {
        final GateProbe probe = new GateProbe(RiskLimits.account());
        probe.gate.watch().onSessionUp(probe.account.nowNs);
        probe.mark(100_000 * ONE);
        probe.gate.watch().onBar(0, 0, 1.0, 100 * ONE, probe::record);
        assertEquals(100 * ONE, probe.passes(probe.buy(100 * ONE)).quantity());
    }
}
