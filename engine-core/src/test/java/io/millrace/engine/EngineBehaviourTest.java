package io.millrace.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.event.codec.OrderType;
import io.millrace.event.codec.Side;
import io.millrace.fixed.Fixed;
import io.millrace.intent.OrderIntent;
import io.millrace.strategy.Fill;
import io.millrace.strategy.StrategyContext;
import io.millrace.testkit.EngineScript;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Orders of every kind from strategy to fill, and what keeps strategies from harming each other. */
class EngineBehaviourTest {
    /** Buys 1 at the market; once filled, a stop at 90 and a target at 110 that cancel each other. */
    private static final TestStrategies.Plan BRACKET = new TestStrategies.Plan() {
        @Override
        public void onFirstBar(final StrategyContext context) {
            context.submit(TestStrategies.order(context, Side.BUY, OrderType.MARKET, 1));
        }

        @Override
        public void onFill(final Fill fill, final StrategyContext context) {
            if (fill.side() == Side.BUY) {
                final long group = context.newOcoGroup();
                protect(context, OrderType.STOP, group).stopPrice = 90 * Fixed.ONE;
                context.submit(last);
                protect(context, OrderType.LIMIT, group).limitPrice = 110 * Fixed.ONE;
                context.submit(last);
            }
        }

        private OrderIntent last;

        private OrderIntent protect(final StrategyContext context, final OrderType type, final long group) {
            last = TestStrategies.order(context, Side.SELL, type, 1);
            last.reduceOnly = true;
            last.ocoGroup = group;
            return last;
        }
    };

    private static EngineScript bracket() {
        return EngineScript.of(TestStrategies.planned(BRACKET))
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
        final EngineScript script = EngineScript.of(
                        TestStrategies.watching("five", bar -> seen.add("five:" + bar.timeframeSeconds() + "@" + bar.open() / Fixed.ONE)))
                .with(TestStrategies.watching("one", bar -> seen.add("one:" + bar.timeframeSeconds() + "@" + bar.open() / Fixed.ONE)))
                .set("strategies.0.timeframe", "5m")
                .set("strategies.1.name", "one")
                .set("strategies.1.timeframe", "1m");
        for (int i = 1; i <= 5; i++) {
            script.bar(i);
        }
        assertEquals(List.of("one:60@1", "one:60@2", "one:60@3", "one:60@4", "five:300@1", "one:60@5"), seen);
    }
}
