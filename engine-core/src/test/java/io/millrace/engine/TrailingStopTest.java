package io.millrace.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.event.codec.CommandKind;
import io.millrace.event.codec.OrderType;
import io.millrace.event.codec.Side;
import io.millrace.fixed.Fixed;
import io.millrace.intent.OrderIntent;
import io.millrace.strategy.StrategyContext;
import io.millrace.testkit.EngineScript;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A trailing stop 10 behind the best price, unless said otherwise: when it moves, when it is hit, what it fills at. */
class TrailingStopTest {
    private static TestStrategies.Plan trailed(final Side side, final double distance, final double rate) {
        return context -> {
            final OrderIntent order = TestStrategies.order(context, side, OrderType.MARKET, 2);
            order.trailDistance = Fixed.fromDouble(distance);
            order.trailRate = Fixed.fromDouble(rate);
            context.submit(order);
        };
    }

    private static EngineScript entered(final Side side, final double distance, final double rate) {
        return EngineScript.of(TestStrategies.planned(trailed(side, distance, rate)))
                .set("risk.shortsAllowed", "true")
                .bar(100)
                .says("new #1 " + side + " MARKET 2")
                .bar(100)
                .says("fill #1 2 @100 TAKER");
    }

    @Test
    void shouldSellAtTheNextOpenWhenABarReachesTheLevel() {
        entered(Side.BUY, 10, 0)
                .bar(100, 105, 96, 104)
                .says()
                // The best price is 105: the level is 95.
                .bar(104, 104, 95.01, 100)
                .says()
                .bar(100, 100, 95, 99)
                .says("alert TRAILING_STOP_HIT", "new #2 SELL MARKET 2")
                .bar(97)
                .says("fill #2 2 @97 TAKER")
                .bar(50)
                .says();
    }

    @Test
    void shouldMoveOnCompletedBarsOnly() {
        // Within the bar the price rises to 120 and falls to 108: below 110, but the level was 90 all through it.
        entered(Side.BUY, 10, 0)
                .bar(100, 120, 99, 111)
                .says()
                // Now it is 110; the next bar opens above it and stays.
                .bar(111, 112, 110.5, 112)
                .says();
    }

    @Test
    void shouldSellWhenABarClosesBelowTheLevelItMovedTo() {
        entered(Side.BUY, 10, 0)
                .bar(100, 120, 99, 108)
                .says("alert TRAILING_STOP_HIT", "new #2 SELL MARKET 2")
                .bar(107)
                .says("fill #2 2 @107 TAKER");
    }

    @Test
    void shouldFillAGapAtTheNextPriceAndNeverAtTheStop() {
        entered(Side.BUY, 10, 0)
                .bar(70, 75, 60, 72)
                .says("alert TRAILING_STOP_HIT", "new #2 SELL MARKET 2")
                .bar(65)
                .says("fill #2 2 @65 TAKER");
    }

    @Test
    void shouldNeverMoveBack() {
        entered(Side.BUY, 10, 0)
                .bar(122, 130, 121, 125)
                .bar(125, 125, 120.5, 121)
                .bar(121, 123, 120.01, 121)
                .says()
                .bar(121, 121, 120, 121)
                .says("alert TRAILING_STOP_HIT", "new #2 SELL MARKET 2");
    }

    @Test
    void shouldTrailAShortFromAbove() {
        entered(Side.SELL, 10, 0)
                .bar(100, 101, 80, 85)
                .says()
                .bar(85, 89.99, 84, 85)
                .says()
                .bar(85, 90, 84, 85)
                .says("alert TRAILING_STOP_HIT", "new #2 BUY MARKET 2")
                .bar(86)
                .says("fill #2 2 @86 TAKER");
    }

    @Test
    void shouldHoldTheLargerOfDistanceAndRate() {
        // 5 % of 200 is 10, more than 2.
        entered(Side.BUY, 2, 0.05)
                .bar(196, 200, 196, 196)
                .says()
                .bar(196, 196, 190.01, 192)
                .says()
                .bar(192, 192, 190, 192)
                .says("alert TRAILING_STOP_HIT", "new #2 SELL MARKET 2");
    }

    @Test
    void shouldBeHitByAQuoteBetweenBarsAndSellAtTheNextOne() {
        EngineScript.of(TestStrategies.planned(trailed(Side.BUY, 10, 0)))
                .quote(1, 99.5, 100.5)
                .bar(100)
                .says("new #1 BUY MARKET 2")
                .quote(61, 99.5, 100.5)
                .says("fill #1 2 @100.5 TAKER")
                // The middle is 90.5 at the level of 100.5 - 10.
                .quote(62, 91, 92)
                .says()
                .quote(63, 90, 91)
                .says("alert TRAILING_STOP_HIT", "new #2 SELL MARKET 2")
                .quote(64, 80, 81)
                .says("fill #2 2 @80 TAKER");
    }

    @Test
    void shouldTakeThePlaceOfTheStopAndTargetThatRest() {
        EngineScript.of(TestStrategies.planned(context -> {
                    final OrderIntent order = TestStrategies.order(context, Side.BUY, OrderType.MARKET, 2);
                    order.attachedStop = 80 * Fixed.ONE;
                    order.attachedTarget = 150 * Fixed.ONE;
                    order.trailDistance = 10 * Fixed.ONE;
                    context.submit(order);
                }))
                .bar(100)
                .bar(100)
                .says(
                        "new #1 BUY MARKET 2",
                        "fill #1 2 @100 TAKER",
                        "new #2 SELL STOP 2 stop 80",
                        "new #3 SELL LIMIT 2 @150")
                .bar(100, 100, 90, 95)
                .says("alert TRAILING_STOP_HIT", "new #4 SELL MARKET 2")
                .bar(94)
                .says("fill #4 2 @94 TAKER", "canceled #2 OCO_SIBLING", "canceled #3 OCO_SIBLING")
                .bar(60)
                .says();
    }

    @Test
    void shouldMakeRoomWhenOtherOrdersOfTheStrategyCloseThePosition() {
        EngineScript.of(TestStrategies.planned(new TestStrategies.Plan() {
                    @Override
                    public void onFirstBar(final StrategyContext context) {
                        trailed(Side.BUY, 10, 0).onFirstBar(context);
                    }

                    @Override
                    public void onLaterBar(final int bar, final StrategyContext context) {
                        if (bar == 2) {
                            final OrderIntent far = TestStrategies.order(context, Side.SELL, OrderType.LIMIT, 2);
                            far.limitPrice = 500 * Fixed.ONE;
                            context.submit(far);
                        }
                    }
                }))
                .bar(100)
                .bar(100)
                .says("new #1 BUY MARKET 2", "fill #1 2 @100 TAKER", "new #2 SELL LIMIT 2 @500")
                .bar(89)
                .says("alert TRAILING_STOP_HIT", "risk REJECT BUYING_POWER", "cancel #2", "canceled #2 BY_REQUEST")
                .bar(95)
                .says("new #4 SELL MARKET 2")
                .bar(94)
                .says("fill #4 2 @94 TAKER");
    }

    @Test
    void shouldTrailAPositionOnRequestAndTellTheLevel() {
        final List<String> levels = new ArrayList<>();
        EngineScript.of(TestStrategies.planned(new TestStrategies.Plan() {
                    @Override
                    public void onFirstBar(final StrategyContext context) {
                        levels.add("flat " + context.trail(Fixed.ONE, 0));
                        context.submit(TestStrategies.order(context, Side.BUY, OrderType.MARKET, 2));
                    }

                    @Override
                    public void onLaterBar(final int bar, final StrategyContext context) {
                        if (bar == 2) {
                            levels.add("far " + context.trail(200 * Fixed.ONE, 0));
                            levels.add("held " + context.trail(5 * Fixed.ONE, 0));
                        }
                        levels.add(Fixed.format(context.trailingStop()));
                    }
                }))
                .bar(100)
                .bar(100)
                .bar(100, 103, 99, 102)
                .bar(102, 102, 99, 100);
        assertEquals(List.of("flat false", "far false", "held true", "95", "98", "98"), levels);
    }

    @Test
    void shouldNotSellWhileKilledAndBeGoneAfterAFlatten() {
        entered(Side.BUY, 10, 0)
                .command(121, CommandKind.KILL)
                .says("alert KILLED")
                .bar(80)
                .says("alert TRAILING_STOP_HIT")
                .bar(80)
                .says()
                .command(241, CommandKind.FLATTEN)
                .says("new #2 SELL MARKET 2")
                .bar(79)
                .bar(78)
                .says("fill #2 2 @78 TAKER", "flattened 0: 0 worth 0");
    }
}
