package io.millrace.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.millrace.config.Settings;
import io.millrace.config.SettingsReader;
import io.millrace.event.Absent;
import io.millrace.event.codec.OrderType;
import io.millrace.event.codec.RiskAction;
import io.millrace.event.codec.RiskControl;
import io.millrace.event.codec.Side;
import io.millrace.event.codec.TimeInForce;
import io.millrace.fixed.Fixed;
import io.millrace.instrument.Instrument;
import io.millrace.instrument.InstrumentTable;
import io.millrace.intent.OrderIntent;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each control at its limit and one unit to either side; the account is worth 100,000, the market stands at 100. */
class RiskGateTest {
    private static final long ONE = Fixed.ONE;

    private final InstrumentTable instruments = InstrumentTable.of(List.of(
            Instrument.builder(0, "FREE").tick(1).build(),
            Instrument.builder(1, "RULED")
                    .lot(ONE / 10)
                    .minQuantity(ONE)
                    .minNotional(50 * ONE)
                    .maxQuantity(1_000 * ONE)
                    .build(),
            Instrument.builder(2, "WHOLE").wholeUnits().build(),
            Instrument.builder(3, "DATA").dataOnly().build()));
    private final FakeAccount account = new FakeAccount();
    private final OrderIntent intent = new OrderIntent();
    private RiskGate gate = new RiskGate(TestLimits.basic(), instruments, 2);
    private RiskControl control;
    private RiskAction action;
    private double limit;
    private double actual;
    private boolean scaled;
    private long nextId = 1;

    @BeforeEach
    void openAccount() {
        account.equity = 100_000 * ONE;
        account.cash = 100_000 * ONE;
        account.last = 100 * ONE;
    }

    @Test
    void shouldScaleToThePerAssetCap() {
        account.accountPosition = 300 * ONE;
        passes(buy(100 * ONE));
        assertFalse(scaled);
        account.nowNs += ONE * 100;
        account.priceTimeNs = account.nowNs;
        final ApprovedOrder order = passes(buy(100 * ONE + 1));
        assertTrue(scaled);
        assertEquals(100 * ONE, order.quantity());
        account.accountOpenBuy = 100 * ONE;
        refused(buy(1), RiskControl.PER_ASSET_CAP);
        assertEquals(0.4, limit);
    }

    @Test
    void shouldScaleCashToTheCap() {
        intent.reset(0, 0);
        intent.cashQuantity = 50_000 * ONE;
        assertEquals(40_000 * ONE, passes(intent).cashQuantity());
        assertTrue(scaled);
    }

    @Test
    void shouldScaleInWholeLotsAndRefuseWhatIsBelowTheMinimum() {
        account.accountPosition = 395 * ONE;
        intent.reset(0, 1).quantity = 10 * ONE;
        account.equity = 100_015 * ONE;
        assertEquals(5 * ONE, passes(intent).quantity());
        account.accountPosition = 399 * ONE + ONE / 10;
        intent.quantity = 9 * ONE;
        refused(intent, RiskControl.PER_ASSET_CAP);
    }

    @Test
    void shouldScaleToGrossLeverage() {
        account.gross = 119_000 * ONE;
        passes(buy(10 * ONE));
        assertFalse(scaled);
        assertEquals(10 * ONE, passes(buy(10 * ONE + 1)).quantity());
        account.gross = 120_000 * ONE;
        refused(buy(ONE), RiskControl.GROSS_LEVERAGE);
        account.gross = Absent.FIXED;
        refused(buy(2 * ONE), RiskControl.GROSS_LEVERAGE);
    }

    @Test
    void shouldRefuseWithoutEquity() {
        for (final long equity : new long[] {0, -1, Absent.FIXED}) {
            account.equity = equity;
            refused(buy(ONE), RiskControl.PER_ASSET_CAP);
        }
    }

    @Test
    void shouldHoldOrderAndPositionLimits() {
        gate = new RiskGate(limits(100 * ONE, 2 * ONE, 300 * ONE), instruments, 1);
        passes(buy(ONE - 1));
        passes(buy(ONE));
        refused(buy(ONE + 1), RiskControl.MAX_ORDER_VALUE);
        refused(buy(2 * ONE + 1), RiskControl.MAX_ORDER_QUANTITY);
        account.accountPosition = 2 * ONE;
        passes(buy(ONE));
        account.accountOpenBuy = 1;
        refused(buy(ONE), RiskControl.MAX_POSITION_VALUE);
    }

    @Test
    void shouldHoldLimitPricesToTheCollarOnBothSides() {
        passes(limitBuy(105 * ONE));
        refused(limitBuy(105 * ONE + 1), RiskControl.PRICE_COLLAR);
        assertEquals(0.05, limit);
        passes(limitBuy(95 * ONE));
        refused(limitBuy(95 * ONE - 1), RiskControl.PRICE_COLLAR);
        account.bid = 110 * ONE;
        account.ask = 112 * ONE;
        passes(limitBuy(111 * ONE + 555_000_000));
        refused(limitBuy(111 * ONE + 555_000_001), RiskControl.PRICE_COLLAR);
    }

    @Test
    void shouldHoldTheDecisionPriceOfMarketOrders() {
        buy(ONE).referencePrice = 105 * ONE;
        passes(intent);
        buy(2 * ONE).referencePrice = 105 * ONE + 1;
        refused(intent, RiskControl.PRICE_COLLAR);
    }

    @Test
    void shouldWantStopsBeyondTheMarketAndWithinTheirCollar() {
        passes(stopBuy(100 * ONE));
        refused(stopBuy(100 * ONE - 1), RiskControl.PRICE_COLLAR);
        passes(stopBuy(120 * ONE));
        refused(stopBuy(120 * ONE + 1), RiskControl.PRICE_COLLAR);
    }

    @Test
    void shouldRefuseWithoutAFreshPriceButLetReducingOrdersLeave() {
        account.position = 5 * ONE;
        account.accountPosition = 5 * ONE;
        account.priceTimeNs = account.nowNs - 5_000_000_000L;
        passes(buy(ONE));
        account.priceTimeNs--;
        refused(buy(2 * ONE), RiskControl.PRICE_COLLAR);
        passes(sell(ONE));
        account.priceTimeNs = account.nowNs + 1;
        refused(buy(2 * ONE), RiskControl.PRICE_COLLAR);
        account.priceTimeNs = account.nowNs;
        for (final long price : new long[] {0, -ONE, Absent.FIXED}) {
            account.last = price;
            refused(buy(2 * ONE), RiskControl.PRICE_COLLAR);
            assertTrue(Double.isNaN(actual));
            passes(sell(ONE));
        }
    }

    @Test
    void shouldLetExitsRestFarAwayButNotTakeFarBeyondTheMarket() {
        account.position = 5 * ONE;
        sell(ONE).type = OrderType.LIMIT;
        intent.limitPrice = 300 * ONE;
        passes(intent);
        intent.limitPrice = 95 * ONE;
        passes(intent);
        intent.limitPrice = 95 * ONE - 1;
        refused(intent, RiskControl.PRICE_COLLAR);
        sell(ONE).type = OrderType.STOP;
        intent.stopPrice = 10 * ONE;
        passes(intent);
    }

    @Test
    void shouldRefuseTheSameOrderWithinTheWindow() {
        passes(buy(ONE));
        account.nowNs += 499_999_999;
        account.priceTimeNs = account.nowNs;
        refused(buy(ONE), RiskControl.DUPLICATE_ORDER);
        passes(buy(ONE + 1));
        account.nowNs += 1;
        passes(buy(ONE));
        intent.strategy = 1;
        passes(intent);
    }

    @Test
    void shouldWantCashForBuysFeesAndReservationsIncluded() {
        account.fee = ONE / 100;
        account.cash = 111 * ONE;
        account.reserved = 10 * ONE;
        assertEquals(101 * ONE, passes(buy(ONE)).reservedCash());
        account.cash--;
        refused(buy(ONE), RiskControl.DUPLICATE_ORDER);
        account.nowNs += ONE * 5;
        account.priceTimeNs = account.nowNs;
        refused(buy(ONE), RiskControl.BUYING_POWER);
        assertEquals(101, actual);
        account.cash = Absent.FIXED;
        refused(buy(ONE), RiskControl.BUYING_POWER);
    }

    @Test
    void shouldSellOnlyWhatNoOtherOrderSells() {
        account.position = 10 * ONE;
        account.openSell = 4 * ONE;
        assertTrue(passes(sell(6 * ONE)).isReducing());
        refused(sell(6 * ONE + 1), RiskControl.BUYING_POWER);
        assertEquals(6, limit);
        account.openSell = 10 * ONE;
        account.group = 10 * ONE;
        sell(10 * ONE).ocoGroup = 3;
        passes(intent);
        sell(1);
        refused(intent, RiskControl.BUYING_POWER);
        account.position = -ONE;
        account.openSell = 0;
        buy(2 * ONE).reduceOnly = true;
        refused(intent, RiskControl.BUYING_POWER);
        buy(ONE).reduceOnly = true;
        passes(intent);
    }

    @Test
    void shouldHoldTheRulesOfTheInstrument() {
        refused(sized(3, ONE), RiskControl.INSTRUMENT_RULES);
        passes(sized(1, ONE));
        refused(sized(1, ONE + 1), RiskControl.INSTRUMENT_RULES);
        refused(sized(1, ONE - ONE / 10), RiskControl.INSTRUMENT_RULES);
        refused(sized(1, 1_000 * ONE + ONE / 10), RiskControl.INSTRUMENT_RULES);
        passes(sized(1, 1_000 * ONE));
        passes(sized(2, ONE));
        refused(sized(2, ONE + 1), RiskControl.INSTRUMENT_RULES);
        refused(sized(9, ONE), RiskControl.INSTRUMENT_RULES);
        limitBuy(100 * ONE + 1).instrument = 1;
        refused(intent, RiskControl.INSTRUMENT_RULES);
        account.last = 50 * ONE - 1;
        refused(sized(1, ONE), RiskControl.INSTRUMENT_RULES);
    }

    /** Between sessions an order waits for the open; one that cannot wait is told when that is. */
    @Test
    void shouldRefuseBetweenSessionsOnlyWhatCannotWait() {
        account.inSession = false;
        passes(buy(ONE));
        buy(ONE + ONE / 2).timeInForce = TimeInForce.IOC;
        refused(intent, RiskControl.INSTRUMENT_RULES);
        assertEquals(account.nowNs / 1e9 + 1, limit);
        assertEquals(account.nowNs / 1e9, actual);
        account.inSession = true;
        passes(intent);
    }

    @Test
    void shouldRefuseAnOrderThatIsNotComplete() {
        refused(buy(0), RiskControl.INSTRUMENT_RULES);
        refused(buy(-ONE), RiskControl.INSTRUMENT_RULES);
        buy(ONE).cashQuantity = ONE;
        refused(intent, RiskControl.INSTRUMENT_RULES);
        sell(0).cashQuantity = ONE;
        refused(intent, RiskControl.INSTRUMENT_RULES);
        buy(ONE).type = OrderType.LIMIT;
        refused(intent, RiskControl.INSTRUMENT_RULES);
        buy(ONE).side = Side.NULL_VAL;
        refused(intent, RiskControl.INSTRUMENT_RULES);
        buy(ONE).strategy = 2;
        refused(intent, RiskControl.INSTRUMENT_RULES);
        buy(ONE).type = null;
        refused(intent, RiskControl.INSTRUMENT_RULES);
    }

    @Test
    void shouldKeepPlacesForExits() {
        account.position = 5 * ONE;
        account.openOrders = 999;
        passes(buy(ONE));
        account.openOrders = 1_000;
        refused(buy(ONE + 1), RiskControl.OPEN_ORDER_LIMIT);
        passes(sell(ONE));
        account.openOrders = 1_064;
        refused(sell(ONE), RiskControl.OPEN_ORDER_LIMIT);
    }

    @Test
    void shouldTightenAndLatch() {
        account.position = 5 * ONE;
        assertTrue(gate.reduce());
        refused(buy(ONE), RiskControl.TRADING_STATE);
        passes(sell(ONE));
        assertTrue(gate.liftReducing());
        assertTrue(gate.halt());
        assertFalse(gate.reduce());
        assertFalse(gate.liftReducing());
        passes(sell(ONE));
        assertTrue(gate.kill());
        assertFalse(gate.halt());
        refused(sell(ONE), RiskControl.KILL_SWITCH);
        assertNotNull(gate.evaluate(sell(ONE), 9, OrderOrigin.FLATTEN, account, this::record));
        assertNull(gate.evaluate(sell(6 * ONE), 9, OrderOrigin.FLATTEN, account, this::record));
        assertEquals(9, gate.approveCancel(9, 0, 0).orderId());
        assertTrue(gate.resume());
        assertEquals(TradingState.ACTIVE, gate.state());
        passes(buy(ONE));
    }

    @Test
    void shouldRefuseAbsurdSizesInsteadOfFailing() {
        assertEquals(400 * ONE, passes(buy(Long.MAX_VALUE)).quantity());
        account.accountPosition = Long.MAX_VALUE;
        refused(buy(ONE), RiskControl.PER_ASSET_CAP);
        account.last = Long.MAX_VALUE;
        refused(buy(ONE), RiskControl.PER_ASSET_CAP);
        account.last = 1;
        account.accountPosition = 0;
        intent.reset(0, 0).cashQuantity = Long.MAX_VALUE - 1;
        refused(intent, RiskControl.MAX_ORDER_QUANTITY, RiskControl.BUYING_POWER, RiskControl.MAX_ORDER_VALUE);
    }

    @Test
    void shouldLetNobodyElseMakeApprovedOrders() {
        for (final Class<?> type : List.of(ApprovedOrder.class, ApprovedCancel.class)) {
            assertTrue(Modifier.isFinal(type.getModifiers()));
            for (final Constructor<?> constructor : type.getDeclaredConstructors()) {
                final int hidden = Modifier.PUBLIC | Modifier.PROTECTED;
                assertEquals(0, constructor.getModifiers() & hidden, type.getName());
            }
        }
    }

    @Test
    void shouldListAllViolationsAndProveThePresets() {
        assertEquals(List.of(), RiskLimits.account().validate());
        assertEquals(List.of(), RiskLimits.research().validate());
        final RiskLimits bad = RiskLimits.research()
                .withOrder(new OrderLimits(0, 0, 2 * ONE, ONE, 0, -1, TestLimits.OFF, false))
                .withExposure(
                        new ExposureLimits(0, ClassCaps.off(), 4 * ONE, TestLimits.OFF, 0, TestLimits.OFF, 0, false));
        assertEquals(10, bad.validate().size(), bad.validate()::toString);
        assertThrows(IllegalArgumentException.class, () -> new RiskGate(bad, instruments, 1));
    }

    @Test
    void shouldReadLimitsFromSettings() {
        final Settings settings = new Settings()
                .put("risk.perAssetCap", "0.25", "test")
                .put("risk.maxOrderValue", "off", "test")
                .put("risk.maxPriceAgeMs", "250", "test");
        final SettingsReader reader = new SettingsReader(settings);
        final RiskLimits read = RiskLimits.read(reader, RiskLimits.account());
        reader.finish();
        assertEquals(ONE / 4, read.exposure().perAssetCap());
        assertEquals(RiskLimits.UNLIMITED, read.order().maxOrderValue());
        assertEquals(250_000_000, read.order().maxPriceAgeNs());
        assertEquals(
                RiskLimits.account().exposure().grossLeverage(), read.exposure().grossLeverage());
        final SettingsReader empty = new SettingsReader(new Settings());
        assertEquals(RiskLimits.research(), RiskLimits.read(empty, RiskLimits.research()));
    }

    @Test
    void shouldNotAllocate() {
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final long thread = Thread.currentThread().getId();
        final RiskListener out = this::record;
        account.position = 5 * ONE;
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 20; round++) {
            final long before = threads.getThreadAllocatedBytes(thread);
            for (int i = 0; i < 2_000; i++) {
                gate.evaluate(buy(ONE + i), i + 1, account, out);
                gate.evaluate(sell(ONE), i + 1, account, out);
                gate.evaluate(limitBuy(94 * ONE + i), i + 1, account, out);
            }
            least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before);
        }
        // Reading the counter itself may allocate a few bytes on some JDKs; 6,000 orders may not.
        assertTrue(least < 1_000, "bytes for 6,000 orders: " + least);
    }

    private static RiskLimits limits(final long orderValue, final long orderQuantity, final long positionValue) {
        final RiskLimits base = RiskLimits.research();
        final ExposureLimits exposure = base.exposure();
        return base.withOrder(new OrderLimits(
                        orderValue,
                        orderQuantity,
                        base.order().priceCollar(),
                        TestLimits.OFF,
                        TestLimits.OFF,
                        0,
                        TestLimits.OFF,
                        false))
                .withExposure(new ExposureLimits(
                        exposure.perAssetCap(),
                        ClassCaps.off(),
                        exposure.grossLeverage(),
                        TestLimits.OFF,
                        positionValue,
                        TestLimits.OFF,
                        10,
                        false));
    }

    private OrderIntent buy(final long quantity) {
        intent.reset(0, 0).quantity = quantity;
        return intent;
    }

    private OrderIntent sell(final long quantity) {
        buy(quantity).side = Side.SELL;
        return intent;
    }

    private OrderIntent sized(final int instrument, final long quantity) {
        intent.reset(0, instrument).quantity = quantity;
        account.equity = 1_000_000 * ONE;
        account.cash = 1_000_000 * ONE;
        return intent;
    }

    private OrderIntent limitBuy(final long price) {
        buy(ONE).type = OrderType.LIMIT;
        intent.limitPrice = price;
        return intent;
    }

    private OrderIntent stopBuy(final long price) {
        buy(ONE).type = OrderType.STOP;
        intent.stopPrice = price;
        return intent;
    }

    private ApprovedOrder passes(final OrderIntent wish) {
        scaled = false;
        final ApprovedOrder order = gate.evaluate(wish, nextId++, account, this::record);
        assertNotNull(order, () -> control + " limit " + limit + " actual " + actual);
        return order;
    }

    private void refused(final OrderIntent wish, final RiskControl... expected) {
        assertNull(gate.evaluate(wish, nextId++, account, this::record));
        assertEquals(RiskAction.REJECT, action);
        assertTrue(List.of(expected).contains(control), () -> control + " limit " + limit + " actual " + actual);
    }

    private void record(
            final long orderId,
            final int strategy,
            final int instrument,
            final RiskControl by,
            final RiskAction answer,
            final double limitValue,
            final double actualValue) {
        control = by;
        action = answer;
        limit = limitValue;
        actual = actualValue;
        scaled |= answer == RiskAction.SCALE;
    }
}
