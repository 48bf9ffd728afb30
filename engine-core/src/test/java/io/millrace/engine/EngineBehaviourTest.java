package io.millrace.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.book.ClosedBar;
import io.millrace.event.codec.OrderType;
import io.millrace.event.codec.Side;
import io.millrace.fixed.Fixed;
import io.millrace.intent.OrderIntent;
import io.millrace.testkit.EngineScript;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Orders of every kind from strategy to fill, and what keeps strategies from harming each other. */
class EngineBehaviourTest {
    private static EngineScript bracket() {
        return EngineScript.of(TestStrategies.planned(TestStrategies.holding(1, 90, 110)))
                .bar(100)
                .says("new #1 BUY MARKET 1")
                .bar(100)
                .says("fill #1 1 @100 TAKER", "new #2 SELL STOP 1 stop 90", "new #3 SELL LIMIT 1 @110");
    }

    @Test
    void shouldTakeTheTargetAndCancelTheStop() {
        bracket().bar(100, 111, 99, 105).bar(105).says("fill #3 1 @110 MAKER", "canceled #2 OCO_SIBLING");
    }

    @Test
    void shouldTakeTheStopAndCancelTheTarget() {
        bracket().bar(100, 101, 89, 95).bar(95).says("fill #2 1 @90 TAKER", "canceled #3 OCO_SIBLING");
    }

    @Test
    void shouldTakeTheStopWhenOneBarReachesBoth() {
        bracket().bar(100, 120, 80, 100).bar(100).says("fill #2 1 @90 TAKER", "canceled #3 OCO_SIBLING");
    }

    @Test
    void shouldEnterOnAStop() {
        EngineScript.of(TestStrategies.planned(context -> {
                    final OrderIntent order = TestStrategies.order(context, Side.BUY, OrderType.STOP, 2);
                    order.stopPrice = 103 * Fixed.ONE;
                    context.submit(order);
                }))
                .bar(100)
                .says("new #1 BUY STOP 2 stop 103")
                .bar(100, 102.9, 99, 102)
                .says()
                .bar(102, 104, 101, 104)
                .says("fill #1 2 @103 TAKER");
    }

    @Test
    void shouldWaitForTheLimitOfATriggeredStopLimit() {
        EngineScript.of(TestStrategies.planned(context -> {
                    final OrderIntent order = TestStrategies.order(context, Side.BUY, OrderType.STOP_LIMIT, 2);
                    order.stopPrice = 103 * Fixed.ONE;
                    order.limitPrice = 104 * Fixed.ONE;
                    context.submit(order);
                }))
                .bar(100)
                .says("new #1 BUY STOP_LIMIT 2 @104 stop 103")
                // Opens beyond both: triggered, but dearer than the limit.
                .bar(106, 107, 105, 106)
                .says()
                .bar(106, 106, 103, 105)
                .says("fill #1 2 @104 MAKER");
    }

    @Test
    void shouldTakeAStrategyThatThrowsOutOfServiceAndGoOn() {
        EngineScript.of(TestStrategies.watching("failing", bar -> {
                    throw new IllegalStateException("a fault of the model");
                }))
                .set("strategies.1.name", "buy-and-hold")
                .set("strategies.1.timeframe", "1m")
                .bar(100)
                .says("alert STRATEGY_FAILED", "enter 100 | 0 x1", "new 1#1 BUY MARKET for 10000")
                .bar(100)
                .says("fill 1#1 100 @100 TAKER");
    }

    @Test
    void shouldGiveEachStrategyTheBarsOfItsOwnTimeframe() {
        final List<String> seen = new ArrayList<>();
        final EngineScript script = EngineScript.of(TestStrategies.watching(
                        "five", bar -> seen.add("five:" + bar.timeframeSeconds() + "@" + bar.open() / Fixed.ONE)))
                .with(TestStrategies.watching(
                        "one", bar -> seen.add("one:" + bar.timeframeSeconds() + "@" + bar.open() / Fixed.ONE)))
                .set("strategies.0.timeframe", "5m")
                .set("strategies.1.name", "one")
                .set("strategies.1.timeframe", "1m");
        for (int i = 1; i <= 5; i++) {
            script.bar(i);
        }
        assertEquals(List.of("one:60@1", "one:60@2", "one:60@3", "one:60@4", "five:300@1", "one:60@5"), seen);
    }

    /** Both kinds of bars are good; five-minute bars are not built of one-minute ones when they come themselves. */
    @Test
    void shouldTakeBarsOfTwoTimeframesOfOneInstrument() {
        final List<String> seen = new ArrayList<>();
        final EngineScript script = EngineScript.of(TestStrategies.watching("five", bar -> seen.add(text("five", bar))))
                .with(TestStrategies.watching("ten", bar -> seen.add(text("ten", bar))))
                .set("strategies.0.timeframe", "5m")
                .set("strategies.1.name", "ten")
                .set("strategies.1.timeframe", "10m");
        for (int minute = 1; minute <= 20; minute++) {
            script.bar(minute);
            if (minute % 5 == 0) {
                script.barOf(5, 100 + minute, 100 + minute, 100 + minute, 100 + minute);
            }
        }
        script.says();
        assertEquals(
                List.of(
                        // Built of minutes, the last of which came before the first five-minute bar.
                        "five 1-5 5000",
                        "ten 1-10 10000",
                        "five 110-110 1000",
                        "five 115-115 1000",
                        "five 120-120 1000",
                        // Built of five-minute bars from its second interval on.
                        "ten 115-120 2000"),
                seen);
    }

    /** Bars and trades of one market: each unit of volume is in one bar. */
    @Test
    void shouldNotCountTradesThatBarsSumUp() {
        final List<String> seen = new ArrayList<>();
        final EngineScript script = EngineScript.of(TestStrategies.watching("five", bar -> seen.add(text("five", bar))))
                .set("strategies.0.timeframe", "5m");
        for (int minute = 1; minute <= 15; minute++) {
            script.trade(minute * 60 - 40, minute, 600)
                    .trade(minute * 60 - 20, minute, 400)
                    .bar(minute);
        }
        script.says();
        assertEquals(List.of("five 1-5 5000", "five 6-10 5000", "five 11-15 5000"), seen);
    }

    /** A decision on a print cannot have been part of it. */
    @Test
    void shouldFillOnTheNextPrint() {
        EngineScript.of(TestStrategies.planned(
                        context -> context.submit(TestStrategies.order(context, Side.BUY, OrderType.MARKET, 1))))
                .trade(10, 100, 50)
                .trade(65, 101, 50)
                .says("new #1 BUY MARKET 1")
                .trade(66, 107, 50)
                .says("fill #1 1 @107 TAKER");
    }

    @Test
    void shouldFillOnTheNextQuote() {
        EngineScript.of(TestStrategies.planned(
                        context -> context.submit(TestStrategies.order(context, Side.BUY, OrderType.MARKET, 1))))
                .quote(9, 99, 100)
                .trade(10, 100, 50)
                .trade(65, 101, 50)
                .says("new #1 BUY MARKET 1")
                .quote(66, 105, 106)
                .says("fill #1 1 @106 TAKER");
    }

    @Test
    void shouldSayWhenBarsStandStillOrAreMissing() {
        EngineScript.of("buy-and-hold")
                .set("market.staleBars", "3")
                .set("market.gaps", "true")
                .bar(100)
                .says("enter 100 | 0 x1", "new #1 BUY MARKET for 10000")
                .bar(100)
                .says("fill #1 100 @100 TAKER")
                .bar(100)
                .says("alert DATA_STALE")
                .bar(100)
                .bar(101)
                .says()
                .skip(2)
                .bar(102)
                .says("alert DATA_GAP")
                .bar(103)
                .says();
    }

    /** Sessions are not known: a new day is no gap, a hole within the day is. */
    @Test
    void shouldNotTakeTheNightOfAShareForAGap() {
        EngineScript.of(TestStrategies.watching("idle", bar -> {}))
                .set("instruments.0.assetClass", "equity")
                .set("market.gaps", "true")
                .bar(100)
                .skip(24 * 60)
                .bar(101)
                .says()
                .skip(1)
                .bar(102)
                .says("alert DATA_GAP");
    }

    private static String text(final String name, final ClosedBar bar) {
        return name + " " + bar.open() / Fixed.ONE + "-" + bar.close() / Fixed.ONE + " " + bar.volume() / Fixed.ONE;
    }
}
