package io.millrace.engine;

import io.millrace.event.codec.OrderType;
import io.millrace.event.codec.Side;
import io.millrace.fixed.Fixed;
import io.millrace.intent.OrderIntent;
import io.millrace.strategy.Fill;
import io.millrace.strategy.StrategyContext;
import io.millrace.testkit.EngineScript;
import org.junit.jupiter.api.Test;

/**
 * Bars are minutes: an order fills at the open of its bar, and a minute later nothing may be without a stop.
 * Entries that must be protected, through the whole engine: with a stop attached, one that follows, and none.
 */
class RequiredStopTest {
    private static OrderIntent buy(final StrategyContext context) {
        return TestStrategies.order(context, Side.BUY, OrderType.MARKET, 2);
    }

    private static EngineScript strict(final TestStrategies.Plan plan) {
        return EngineScript.of(TestStrategies.planned(plan))
                .set("risk.requireStop", "true")
                .set("risk.stopWithinMs", "0");
    }

    private static EngineScript following(final TestStrategies.Plan plan) {
        return EngineScript.of(TestStrategies.planned(plan)).set("risk.strategies.0.requireStop", "true");
    }

    @Test
    void shouldRefuseAnEntryWithoutAStop() {
        strict(context -> context.submit(buy(context))).bar(100).says("risk REJECT PROTECTIVE_STOP");
        strict(context -> context.target(0.5)).bar(100).says("risk REJECT PROTECTIVE_STOP");
    }

    @Test
    void shouldTakeAnEntryWithAStopAttached() {
        strict(context -> {
                    final OrderIntent order = buy(context);
                    order.attachedStop = 90 * Fixed.ONE;
                    context.submit(order);
                })
                .bar(100)
                .says("new #1 BUY MARKET 2")
                .bar(100)
                .says("fill #1 2 @100 TAKER", "new #2 SELL STOP 2 stop 90")
                .bar(100)
                .says()
                .bar(80)
                .says("fill #2 2 @80 TAKER");
    }

    @Test
    void shouldTakeAnEntryThatIsTrailed() {
        strict(context -> {
                    final OrderIntent order = buy(context);
                    order.trailRate = Fixed.ONE / 10;
                    context.submit(order);
                })
                .bar(100)
                .says("new #1 BUY MARKET 2")
                .bar(100)
                .says("fill #1 2 @100 TAKER")
                .bar(100)
                .says();
    }

    @Test
    void shouldBeContentWithAStopSentOnTheFill() {
        following(new TestStrategies.Plan() {
                    @Override
                    public void onFirstBar(final StrategyContext context) {
                        context.submit(buy(context));
                    }

                    @Override
                    public void onFill(final Fill fill, final StrategyContext context) {
                        if (fill.side() == Side.BUY) {
                            final OrderIntent stop = TestStrategies.order(context, Side.SELL, OrderType.STOP, 2);
                            stop.stopPrice = 90 * Fixed.ONE;
                            stop.reduceOnly = true;
                            context.submit(stop);
                        }
                    }
                })
                .bar(100)
                .says("new #1 BUY MARKET 2")
                .bar(100)
                .says("fill #1 2 @100 TAKER", "new #2 SELL STOP 2 stop 90")
                .bar(100)
                .says()
                .bar(100)
                .says();
    }

    @Test
    void shouldCloseWhatNothingProtectsAndTakeNoMore() {
        following(new TestStrategies.Plan() {
                    @Override
                    public void onFirstBar(final StrategyContext context) {
                        context.submit(buy(context));
                    }

                    @Override
                    public void onLaterBar(final int bar, final StrategyContext context) {
                        if (bar == 5) {
                            context.submit(buy(context));
                        }
                    }
                })
                .bar(100)
                .says("new #1 BUY MARKET 2")
                .bar(100)
                .says("fill #1 2 @100 TAKER", "risk PAUSE PROTECTIVE_STOP", "new #2 SELL MARKET 2")
                .bar(99)
                .says("fill #2 2 @99 TAKER")
                .bar(99)
                .says()
                .bar(99)
                .says("risk REJECT PROTECTIVE_STOP");
    }

    /** A limit that takes a profit protects nothing: it goes first, then the position. */
    @Test
    void shouldTakeATargetAloneForNoProtection() {
        following(context -> {
                    final OrderIntent order = buy(context);
                    order.attachedTarget = 110 * Fixed.ONE;
                    context.submit(order);
                })
                .bar(100)
                .says("new #1 BUY MARKET 2")
                .bar(100)
                .says(
                        "fill #1 2 @100 TAKER",
                        "new #2 SELL LIMIT 2 @110",
                        "risk PAUSE PROTECTIVE_STOP",
                        "cancel #2",
                        "canceled #2 BY_REQUEST",
                        "new #3 SELL MARKET 2")
                .bar(99)
                .says("fill #3 2 @99 TAKER");
    }
}
