package io.millrace.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.event.Absent;
import io.millrace.event.codec.OrderType;
import io.millrace.event.codec.Side;
import io.millrace.event.codec.TimeInForce;
import io.millrace.fixed.Fixed;
import io.millrace.intent.OrderIntent;
import io.millrace.strategy.StrategyContext;
import io.millrace.testkit.EngineScript;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A strategy changes orders that rest: the id stays, the gate judges anew, the cash held back follows. */
class ReplaceOrderTest {
    private static final class Changing implements TestStrategies.Plan {
        final List<String> heard = new ArrayList<>();
        private final double quantity;
        private final double limit;
        private long orderId;

        Changing(final double quantity, final double limit) {
            this.quantity = quantity;
            this.limit = limit;
        }

        @Override
        public void onFirstBar(final StrategyContext context) {
            final OrderIntent order = TestStrategies.order(context, Side.BUY, OrderType.LIMIT, 10);
            order.limitPrice = 99 * Fixed.ONE;
            orderId = context.submit(order);
            // Not acknowledged yet.
            heard.add(String.valueOf(replace(context)));
            heard.add(Fixed.format(context.availableCash()));
        }

        @Override
        public void onLaterBar(final int bar, final StrategyContext context) {
            heard.add(bar == 2 ? String.valueOf(replace(context)) : "-");
            heard.add(Fixed.format(context.availableCash()));
        }

        private boolean replace(final StrategyContext context) {
            return context.replace(orderId, Fixed.fromDouble(quantity), Fixed.fromDouble(limit), Absent.FIXED);
        }
    }

    @Test
    void shouldKeepTheIdAndHoldBackTheCashOfTheNewTerms() {
        final Changing plan = new Changing(4, 98);
        EngineScript.of(TestStrategies.planned(plan))
                .bar(100)
                .bar(100)
                .says("new #1 BUY LIMIT 10 @99", "replace #1 BUY LIMIT 4 @98", "replaced #1")
                .bar(100)
                .bar(100, 100, 97, 99)
                .says("fill #1 4 @98 MAKER");
        // 10,000 less 990; while the answer is out still that, the worse of both; then less 392.
        assertEquals(List.of("false", "9010", "true", "9010", "-", "9608", "-", "9608"), plan.heard);
    }

    @Test
    void shouldHoldBackTheWorseOfBothTermsMeanwhile() {
        final Changing plan = new Changing(20, 98);
        EngineScript.of(TestStrategies.planned(plan)).bar(100).bar(100).bar(100);
        assertEquals(List.of("false", "9010", "true", "8040", "-", "8040"), plan.heard);
    }

    @Test
    void shouldLeaveTheOrderAsItIsWhenTheGateRefuses() {
        final Changing plan = new Changing(200, 98);
        EngineScript.of(TestStrategies.planned(plan))
                .set("risk.perAssetCap", "3")
                .set("risk.grossLeverage", "3")
                .bar(100)
                .bar(100)
                .says("new #1 BUY LIMIT 10 @99", "risk REJECT BUYING_POWER")
                .bar(100, 100, 98, 98)
                .says("fill #1 10 @99 MAKER");
        assertEquals(List.of("false", "9010", "false", "9010", "-", "9010"), plan.heard);
    }

    @Test
    void shouldNotJudgeTheOrderAgainstItself() {
        // 90 at 99 leave 1,090: the 60 more that 60 at 98 would need do not fit beside them, but in their place.
        EngineScript.of(TestStrategies.planned(new TestStrategies.Plan() {
                    private long orderId;

                    @Override
                    public void onFirstBar(final StrategyContext context) {
                        final OrderIntent order = TestStrategies.order(context, Side.BUY, OrderType.LIMIT, 90);
                        order.limitPrice = 99 * Fixed.ONE;
                        orderId = context.submit(order);
                    }

                    @Override
                    public void onLaterBar(final int bar, final StrategyContext context) {
                        context.replace(orderId, 95 * Fixed.ONE, 98 * Fixed.ONE, Absent.FIXED);
                    }
                }))
                .bar(100)
                .bar(100)
                .says("new #1 BUY LIMIT 90 @99", "replace #1 BUY LIMIT 95 @98", "replaced #1");
    }

    @Test
    void shouldKillWhatDoesNotFillWhollyAtOnce() {
        EngineScript.of(TestStrategies.planned(context -> {
                    final OrderIntent order = TestStrategies.order(context, Side.BUY, OrderType.MARKET, 10);
                    order.timeInForce = TimeInForce.FOK;
                    context.submit(order);
                }))
                .set("venue.participation", "0.5")
                .bar(100)
                .says("new #1 BUY MARKET 10")
                .bar(100, 100, 100, 100, 19)
                .says("canceled #1 NO_LIQUIDITY")
                .bar(100)
                .says();
    }
}
