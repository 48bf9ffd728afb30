package io.millrace.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.millrace.engine.EngineFactory;
import io.millrace.engine.StepListener;
import io.millrace.engine.TradingEngine;
import io.millrace.event.Absent;
import io.millrace.event.Step;
import io.millrace.event.codec.AlertCode;
import io.millrace.event.codec.AlertEncoder;
import io.millrace.event.codec.BarFrameEncoder;
import io.millrace.event.codec.ChargeEncoder;
import io.millrace.event.codec.ChargeKind;
import io.millrace.event.codec.ClockTickEncoder;
import io.millrace.event.codec.CommandKind;
import io.millrace.event.codec.ObservationEncoder;
import io.millrace.event.codec.OrderAction;
import io.millrace.event.codec.OrderCommandEncoder;
import io.millrace.event.codec.OrderType;
import io.millrace.event.codec.RegimeDimension;
import io.millrace.event.codec.RegimeEncoder;
import io.millrace.event.codec.RegimeState;
import io.millrace.event.codec.Severity;
import io.millrace.event.codec.Side;
import io.millrace.event.codec.TimeInForce;
import io.millrace.event.codec.TransferEncoder;
import io.millrace.fixed.Fixed;
import io.millrace.testkit.InputScript;
import io.millrace.testkit.RandomMarket;
import io.millrace.testkit.Seeds;
import io.millrace.testkit.StepBytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Recorded bytes in words: what was encoded comes out by name, and damaged bytes are refused. */
class StepInspectorTest {
    private static final long TIME_NS = 1_767_571_200_123_456_789L;
    private static final String TIME = "2026-01-05T00:00:00.123456789Z";
    private final StepInspector inspector = new StepInspector();

    @Test
    void shouldPrintEachInput() {
        final long[] prices = {f(1.5), f(2), f(1.25), f(1.75)};
        assertEquals(
                "Bar eventTime=" + TIME + " receiveTime=" + TIME
                        + " instrument=2 source=1 openTime=2026-01-04T23:59:00.123456789Z openPrice=1.5 highPrice=2"
                        + " lowPrice=1.25 closePrice=1.75 volume=7 timeframeSeconds=60",
                input(new InputScript().bar(2, 60, TIME_NS, prices, f(7))));
        assertEquals(
                "Trade eventTime=" + TIME + " receiveTime=" + TIME
                        + " instrument=2 source=1 price=0.00000001 quantity=3 tradeId=0",
                input(new InputScript().trade(2, TIME_NS, 1, f(3))));
        assertEquals(
                "Quote eventTime=" + TIME + " receiveTime=" + TIME
                        + " instrument=2 source=1 bidPrice=1 bidQuantity=9 askPrice=2 askQuantity=9",
                input(new InputScript().quote(2, TIME_NS, f(1), f(2), f(9))));
        assertEquals(
                "SessionUp eventTime=" + TIME + " receiveTime=" + TIME
                        + " instrument=null source=0 epoch=3 mode=BACKTEST",
                input(new InputScript().up(TIME_NS, 3)));
        assertEquals(
                "SessionDown eventTime=" + TIME + " receiveTime=" + TIME + " instrument=null source=0 epoch=3",
                input(new InputScript().down(TIME_NS, 3)));
        assertEquals(
                "ClockTick eventTime=" + TIME + " receiveTime=" + TIME + " instrument=null source=0",
                input(new InputScript().tick(TIME_NS)));
        assertEquals(
                "Command eventTime=" + TIME + " receiveTime=" + TIME
                        + " instrument=null source=0 commandId=0 kind=FLATTEN actor=test requestKey=0"
                        + " subject=0 amount=0 confirmed=0",
                input(new InputScript().command(TIME_NS, CommandKind.FLATTEN)));
    }

    @Test
    void shouldPrintAnAbsentValueAsNull() {
        final Step step = begun(new InputScript().tick(TIME_NS).message(0));
        step.endFrames();
        new AlertEncoder()
                .wrap(step.mutableBuffer(), step.claim(AlertEncoder.TEMPLATE_ID, AlertEncoder.BLOCK_LENGTH))
                .value(Double.NaN)
                .limitValue(2.5)
                .subject(-4)
                .instrument(Absent.INSTRUMENT)
                .strategy(Absent.STRATEGY)
                .code(AlertCode.OVERFILL)
                .severity(Severity.ERROR);
        new OrderCommandEncoder()
                .wrap(
                        step.mutableBuffer(),
                        step.claim(OrderCommandEncoder.TEMPLATE_ID, OrderCommandEncoder.BLOCK_LENGTH))
                .orderId(8)
                .parentOrderId(0)
                .ocoGroup(0)
                .quantity(0)
                .cashQuantity(0)
                .limitPrice(Absent.FIXED)
                .stopPrice(Absent.FIXED)
                .referencePrice(Absent.FIXED)
                .instrument(1)
                .strategy(2)
                .action(OrderAction.CANCEL)
                .side(Side.SELL)
                .orderType(OrderType.NULL_VAL)
                .timeInForce(TimeInForce.NULL_VAL);
        step.seal();
        final List<DecodedMessage> messages = inspector.decode(step.buffer(), 0, step.length());
        assertEquals(
                "Alert value=null limitValue=2.5 subject=-4 instrument=null strategy=null code=OVERFILL severity=ERROR",
                text(messages.get(1)));
        assertEquals(
                "OrderCommand orderId=8 parentOrderId=0 ocoGroup=0 quantity=0 cashQuantity=0 limitPrice=null"
                        + " stopPrice=null referencePrice=null instrument=1 strategy=2 action=CANCEL side=SELL"
                        + " orderType=null timeInForce=null",
                text(messages.get(2)));
        assertEquals("output", messages.get(2).section());
        assertNull(messages.get(2).value("stopPrice"));
    }

    @Test
    void shouldPrintFramesAndObservations() {
        final UnsafeBuffer observation = new UnsafeBuffer(new byte[12 + ObservationEncoder.BLOCK_LENGTH]);
        final Step maker = new Step();
        maker.begin(1, TIME_NS);
        final int block = maker.claim(ObservationEncoder.TEMPLATE_ID, ObservationEncoder.BLOCK_LENGTH);
        new ObservationEncoder()
                .wrap(maker.mutableBuffer(), block)
                .eventTime(TIME_NS)
                .receiveTime(TIME_NS)
                .instrument(0)
                .source(4)
                .reserved(0)
                .observedTime(0)
                .value(-0.125)
                .series(6);
        observation.putBytes(0, maker.buffer(), block - 12, observation.capacity());
        final Step step = begun(observation.byteArray());
        new BarFrameEncoder()
                .wrap(step.mutableBuffer(), step.claim(BarFrameEncoder.TEMPLATE_ID, BarFrameEncoder.BLOCK_LENGTH))
                .openTime(0)
                .closeTime(TIME_NS)
                .openPrice(f(1))
                .highPrice(f(4))
                .lowPrice(f(0.5))
                .closePrice(f(2))
                .volume(0)
                .instrument(1)
                .timeframeSeconds(3_600);
        step.endFrames();
        step.seal();
        final List<DecodedMessage> messages = inspector.decode(step.buffer(), 0, step.length());
        assertEquals(
                "Observation eventTime=" + TIME + " receiveTime=" + TIME
                        + " instrument=0 source=4 observedTime=1970-01-01T00:00:00Z value=-0.125 series=6",
                text(messages.get(0)));
        assertEquals(
                "BarFrame openTime=1970-01-01T00:00:00Z closeTime=" + TIME
                        + " openPrice=1 highPrice=4 lowPrice=0.5 closePrice=2 volume=0 instrument=1"
                        + " timeframeSeconds=3600",
                text(messages.get(1)));
        assertEquals("frame", messages.get(1).section());
    }

    @Test
    void shouldShowWhatAPortfolioWrites() {
        final Step step = new Step();
        step.begin(7, TIME_NS);
        step.claim(ClockTickEncoder.TEMPLATE_ID, ClockTickEncoder.BLOCK_LENGTH);
        step.endInput();
        step.endFrames();
        new TransferEncoder()
                .wrap(step.mutableBuffer(), step.claim(TransferEncoder.TEMPLATE_ID, TransferEncoder.BLOCK_LENGTH))
                .amount(f(12.5))
                .nav(f(100))
                .fromSleeve(2)
                .toSleeve(0);
        new RegimeEncoder()
                .wrap(step.mutableBuffer(), step.claim(RegimeEncoder.TEMPLATE_ID, RegimeEncoder.BLOCK_LENGTH))
                .metric(99.5)
                .reference(101)
                .bars(3)
                .dimension(RegimeDimension.EQUITY)
                .previous(RegimeState.NEUTRAL)
                .current(RegimeState.BEAR);
        new ChargeEncoder()
                .wrap(step.mutableBuffer(), step.claim(ChargeEncoder.TEMPLATE_ID, ChargeEncoder.BLOCK_LENGTH))
                .amount(f(3))
                .quantity(f(-10))
                .price(f(100))
                .rate(f(0.365))
                .days(3)
                .instrument(1)
                .strategy(2)
                .kind(ChargeKind.BORROW);
        step.seal();
        final List<DecodedMessage> messages = inspector.decode(step.buffer(), 0, step.length());
        assertEquals("Transfer amount=12.5 nav=100 fromSleeve=2 toSleeve=0", text(messages.get(1)));
        assertEquals(
                "Regime metric=99.5 reference=101.0 bars=3 dimension=EQUITY previous=NEUTRAL current=BEAR",
                text(messages.get(2)));
        assertEquals(
                "Charge amount=3 quantity=-10 price=100 rate=0.365 days=3 instrument=1 strategy=2 kind=BORROW",
                text(messages.get(3)));
    }

    @Test
    void shouldKnowEveryMessageThatAnEngineWrites() {
        final Set<String> seen = new TreeSet<>();
        for (final byte[] bytes : run(600)) {
            for (final DecodedMessage message : inspector.decode(new UnsafeBuffer(bytes), 0, bytes.length)) {
                seen.add(message.type());
                message.fields().forEach(field -> assertNotNull(field.name()));
            }
        }
        final Set<String> expected = new TreeSet<>(inspector.messageNames());
        expected.removeAll(List.of("StepHeader", "Observation", "Alert", "Command"));
        // This engine has one currency.
        expected.removeAll(List.of("CurrencyRate", "CurrencyExchange", "CurrencyMark"));
        // Told by a daemon.
        expected.removeAll(List.of("Resources", "FeedStatus"));
        // Of a portfolio with budgets, regimes or shorts, which the random market has not.
        expected.removeAll(List.of("Transfer", "Regime", "Charge", "InternalFill"));
        seen.removeAll(List.of("Alert", "Command"));
        assertEquals(expected, seen);
    }

    @Test
    void shouldRefuseDamagedStepsInOneWay() {
        final Random random = Seeds.random("inspect damaged steps", 61);
        for (final byte[] honest : run(10)) {
            for (int i = 0; i < 100; i++) {
                final byte[] damaged = honest.clone();
                for (int k = random.nextInt(4); k >= 0; k--) {
                    damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
                }
                decodeOrRefuse(damaged);
                decodeOrRefuse(Arrays.copyOf(honest, random.nextInt(honest.length)));
            }
        }
    }

    @FuzzTest
    void shouldDecodeOrRefuse(final byte[] bytes) {
        decodeOrRefuse(bytes);
    }

    private void decodeOrRefuse(final byte[] bytes) {
        try {
            assertTrue(
                    !inspector.decode(new UnsafeBuffer(bytes), 0, bytes.length).isEmpty());
        } catch (final IllegalArgumentException refused) {
            assertNotNull(refused.getMessage());
        }
    }

    private String input(final InputScript script) {
        final Step step = begun(script.message(0));
        step.endFrames();
        step.seal();
        final List<DecodedMessage> messages = inspector.decode(step.buffer(), 0, step.length());
        assertEquals(1, messages.size());
        assertEquals("input", messages.get(0).section());
        return text(messages.get(0));
    }

    private static Step begun(final byte[] input) {
        final Step step = new Step();
        step.begin(1, TIME_NS);
        step.append(new UnsafeBuffer(input), 0, input.length);
        step.endInput();
        return step;
    }

    private static List<byte[]> run(final int minutes) {
        final StepBytes log = new StepBytes();
        final TradingEngine engine = new EngineFactory(RandomMarket.config())
                .simulated(RandomMarket.inputs(new Random(5), minutes).source(), log, StepListener.NONE);
        final Step step = new Step();
        while (engine.runOne(step)) {
            continue;
        }
        return new ArrayList<>(log.steps());
    }

    private static String text(final DecodedMessage message) {
        final StringBuilder text = new StringBuilder(message.type());
        message.fields()
                .forEach(field ->
                        text.append(' ').append(field.name()).append('=').append(field.value()));
        return text.toString();
    }

    private static long f(final double value) {
        return Fixed.fromDouble(value);
    }
}
