package io.millrace.engine;

import io.millrace.event.Absent;
import io.millrace.event.codec.CommandKind;
import io.millrace.event.codec.OrderType;
import io.millrace.event.codec.Side;
import io.millrace.fixed.Fixed;
import io.millrace.intent.OrderIntent;
import io.millrace.strategy.StrategyContext;
import io.millrace.testkit.EngineScript;
import org.junit.jupiter.api.Test;

/** An entry with a stop at 90 and a target at 110 attached: what is sent, grown, shrunk and taken back, and when. */
class BracketTest {
    /** An entry of a quantity at the market. */
    private static OrderIntent entry(final StrategyContext context, final double quantity) {
        final OrderIntent order = TestStrategies.order(context, Side.BUY, OrderType.MARKET, quantity);
        order.attachedStop = 90 * Fixed.ONE;
        order.attachedTarget = 110 * Fixed.ONE;
        return order;
    }

    private static EngineScript entered() {
        return EngineScript.of(TestStrategies.planned(context -> context.submit(entry(context, 2))))
                .bar(100)
                .says("new #1 BUY MARKET 2")
                .bar(100)
                .says("fill #1 2 @100 TAKER", "new #2 SELL STOP 2 stop 90", "new #3 SELL LIMIT 2 @110");
    }

    /** Half of a bar's volume may be filled. */
    private static EngineScript inParts(final TestStrategies.Plan plan) {
        return EngineScript.of(TestStrategies.planned(plan)).set("venue.participation", "0.5");
    }

    @Test
    void shouldTakeTheTarget() {
        entered()
                .bar(100, 111, 99, 105)
                .says("fill #3 2 @110 MAKER", "canceled #2 OCO_SIBLING")
                .bar(80)
                .says();
    }

    @Test
    void shouldTakeTheStopWhenOneBarReachesBoth() {
        entered().bar(100, 111, 89, 105).says("fill #2 2 @90 TAKER", "canceled #3 OCO_SIBLING");
    }

    @Test
    void shouldFillTheStopAtTheOpenOfAGap() {
        entered().bar(70).says("fill #2 2 @70 TAKER", "canceled #3 OCO_SIBLING");
    }

    /** The first bar enters, the third asks for a weight of the 10,000. */
    private static EngineScript targeting(final double weight) {
        return EngineScript.of(TestStrategies.planned(new TestStrategies.Plan() {
                    @Override
                    public void onFirstBar(final StrategyContext context) {
                        context.submit(entry(context, 2));
                    }

                    @Override
                    public void onLaterBar(final int bar, final StrategyContext context) {
                        if (bar == 3) {
                            context.target(weight);
                        }
                    }
                }))
                .set("risk.shortsAllowed", "true")
                .bar(100)
                .says("new #1 BUY MARKET 2")
                .bar(100)
                .says("fill #1 2 @100 TAKER", "new #2 SELL STOP 2 stop 90", "new #3 SELL LIMIT 2 @110")
                .bar(100);
    }

    @Test
    void shouldGiveWayToATargetThatCloses() {
        targeting(0)
                .says("new #4 SELL MARKET 2")
                .bar(100)
                .says("fill #4 2 @100 TAKER", "canceled #2 OCO_SIBLING", "canceled #3 OCO_SIBLING")
                .bar(80)
                .says();
    }

    @Test
    void shouldShrinkWithATargetThatReduces() {
        targeting(0.01)
                .says("new #4 SELL MARKET 1")
                .bar(100)
                .says(
                        "fill #4 1 @100 TAKER",
                        "canceled #2 OCO_SIBLING",
                        "canceled #3 OCO_SIBLING",
                        "new #5 SELL STOP 1 stop 90",
                        "new #6 SELL LIMIT 1 @110")
                .bar(80)
                .says("fill #5 1 @80 TAKER", "canceled #6 OCO_SIBLING");
    }

    @Test
    void shouldGrowWithATargetThatAdds() {
        targeting(0.05)
                .says("new #4 BUY MARKET for 300")
                .bar(100)
                .says(
                        "fill #4 3 @100 TAKER",
                        "replace #2 SELL STOP 5 stop 90",
                        "replace #3 SELL LIMIT 5 @110",
                        "replaced #2",
                        "replaced #3")
                .bar(80)
                .says("fill #2 5 @80 TAKER", "canceled #3 OCO_SIBLING");
    }

    @Test
    void shouldGiveWayToATargetThatTurnsThePosition() {
        targeting(-0.01)
                .says("new #4 SELL MARKET 3")
                .bar(100)
                .says("fill #4 3 @100 TAKER", "canceled #2 OCO_SIBLING", "canceled #3 OCO_SIBLING")
                .bar(80)
                .says();
    }

    @Test
    void shouldProtectAShortOnTheOtherSide() {
        EngineScript.of(TestStrategies.planned(context -> {
                    final OrderIntent order = TestStrategies.order(context, Side.SELL, OrderType.MARKET, 2);
                    order.attachedStop = 110 * Fixed.ONE;
                    order.attachedTarget = 90 * Fixed.ONE;
                    context.submit(order);
                }))
                .set("risk.shortsAllowed", "true")
                .bar(100)
                .says("new #1 SELL MARKET 2")
                .bar(100)
                .says("fill #1 2 @100 TAKER", "new #2 BUY STOP 2 stop 110", "new #3 BUY LIMIT 2 @90")
                .bar(100, 112, 95, 100)
                .says("fill #2 2 @110 TAKER", "canceled #3 OCO_SIBLING");
    }

    @Test
    void shouldGrowWithPartFillsOfTheEntry() {
        inParts(context -> context.submit(entry(context, 10)))
                .bar(100)
                .says("new #1 BUY MARKET 10")
                .bar(100, 100, 100, 100, 8)
                .says("fill #1 4 @100 TAKER", "new #2 SELL STOP 4 stop 90", "new #3 SELL LIMIT 4 @110")
                .bar(100, 100, 100, 100, 6)
                .says(
                        "fill #1 3 @100 TAKER",
                        "replace #2 SELL STOP 7 stop 90",
                        "replace #3 SELL LIMIT 7 @110",
                        "replaced #2",
                        "replaced #3")
                .bar(100, 100, 100, 100, 100)
                .says(
                        "fill #1 3 @100 TAKER",
                        "replace #2 SELL STOP 10 stop 90",
                        "replace #3 SELL LIMIT 10 @110",
                        "replaced #2",
                        "replaced #3")
                .bar(100, 111, 100, 100, 100)
                .says("fill #3 10 @110 MAKER", "canceled #2 OCO_SIBLING");
    }

    @Test
    void shouldCatchUpWhenALegWasNotYetAcknowledged() {
        // Both fills are reported before the first leg's acknowledgement could be: the report of the venue takes a
        // minute.
        inParts(context -> context.submit(entry(context, 10)))
                .set("venue.reportLatencyNs", "90000000000")
                .bar(100)
                .bar(100, 100, 100, 100, 8)
                .bar(100, 100, 100, 100, 100)
                .bar(100)
                .bar(100)
                .bar(100)
                .says(
                        "new #1 BUY MARKET 10",
                        "fill #1 4 @100 TAKER",
                        "new #2 SELL STOP 4 stop 90",
                        "new #3 SELL LIMIT 4 @110",
                        "fill #1 6 @100 TAKER",
                        "replace #2 SELL STOP 10 stop 90",
                        "replace #3 SELL LIMIT 10 @110",
                        "replaced #2",
                        "replaced #3");
    }

    @Test
    void shouldBringTheOtherLegBackForWhatAPartFillLeaves() {
        inParts(context -> context.submit(entry(context, 10)))
                .bar(100)
                .bar(100)
                .says(
                        "new #1 BUY MARKET 10",
                        "fill #1 10 @100 TAKER",
                        "new #2 SELL STOP 10 stop 90",
                        "new #3 SELL LIMIT 10 @110")
                .bar(100, 111, 100, 109, 8)
                .says(
                        "fill #3 4 @110 MAKER",
                        "cancel #3",
                        "canceled #2 OCO_SIBLING",
                        "canceled #3 BY_REQUEST",
                        "new #4 SELL STOP 6 stop 90",
                        "new #5 SELL LIMIT 6 @110")
                .bar(100, 100, 89, 95, 100)
                .says("fill #4 6 @90 TAKER", "canceled #5 OCO_SIBLING")
                .bar(120)
                .says();
    }

    @Test
    void shouldEndTheEntryWhenALegFills() {
        inParts(context -> context.submit(entry(context, 10)))
                .bar(100)
                .bar(100, 100, 100, 100, 8)
                .says(
                        "new #1 BUY MARKET 10",
                        "fill #1 4 @100 TAKER",
                        "new #2 SELL STOP 4 stop 90",
                        "new #3 SELL LIMIT 4 @110")
                // No volume is left for the stop at first: the entry takes it at the open.
                .bar(80, 80, 80, 80, 20)
                .says(
                        "fill #1 6 @80 TAKER",
                        "replace #2 SELL STOP 10 stop 90",
                        "replace #3 SELL LIMIT 10 @110",
                        "fill #2 4 @80 TAKER",
                        "canceled #3 OCO_SIBLING",
                        "new #4 SELL STOP 6 stop 90",
                        "new #5 SELL LIMIT 6 @110",
                        "replace_rejected #2 TOO_LATE",
                        "replace_rejected #3 TOO_LATE")
                .bar(79)
                .says("fill #4 6 @79 TAKER", "canceled #5 OCO_SIBLING");
    }

    @Test
    void shouldGiveWayToAnExitOfTheStrategy() {
        EngineScript.of(TestStrategies.planned(new TestStrategies.Plan() {
                    @Override
                    public void onFirstBar(final StrategyContext context) {
                        context.submit(entry(context, 4));
                    }

                    @Override
                    public void onLaterBar(final int bar, final StrategyContext context) {
                        if (bar == 3) {
                            final OrderIntent half = TestStrategies.order(context, Side.SELL, OrderType.MARKET, 1);
                            half.reduceOnly = true;
                            context.submit(half);
                        }
                        if (bar == 5) {
                            context.sellPosition();
                        }
                    }
                }))
                .bar(100)
                .bar(100)
                .says(
                        "new #1 BUY MARKET 4",
                        "fill #1 4 @100 TAKER",
                        "new #2 SELL STOP 4 stop 90",
                        "new #3 SELL LIMIT 4 @110")
                .bar(100)
                .says("new #4 SELL MARKET 1")
                .bar(101)
                .says(
                        "fill #4 1 @101 TAKER",
                        "canceled #2 OCO_SIBLING",
                        "canceled #3 OCO_SIBLING",
                        "new #5 SELL STOP 3 stop 90",
                        "new #6 SELL LIMIT 3 @110")
                .bar(102)
                .says("new #7 SELL MARKET 3")
                .bar(103)
                .says("fill #7 3 @103 TAKER", "canceled #5 OCO_SIBLING", "canceled #6 OCO_SIBLING")
                .bar(50)
                .says();
    }

    @Test
    void shouldRefuseWhatCannotProtect() {
        EngineScript.of(TestStrategies.planned(context -> {
                    final OrderIntent above = entry(context, 1);
                    above.attachedStop = 100 * Fixed.ONE;
                    context.submit(above);
                    final OrderIntent offTick = entry(context, 1);
                    offTick.attachedStop = 90 * Fixed.ONE + 1;
                    context.submit(offTick);
                    final OrderIntent below = entry(context, 1);
                    below.attachedTarget = 99 * Fixed.ONE;
                    context.submit(below);
                    final OrderIntent far = entry(context, 1);
                    far.trailDistance = 100 * Fixed.ONE;
                    context.submit(far);
                    final OrderIntent onlyTarget = entry(context, 1);
                    onlyTarget.attachedStop = Absent.FIXED;
                    context.submit(onlyTarget);
                }))
                .set("instruments.0.tick", "0.01")
                .bar(100)
                .says(
                        "risk REJECT INSTRUMENT_RULES",
                        "risk REJECT INSTRUMENT_RULES",
                        "risk REJECT INSTRUMENT_RULES",
                        "risk REJECT INSTRUMENT_RULES",
                        "new #5 BUY MARKET 1")
                .bar(100)
                .says("fill #5 1 @100 TAKER", "new #6 SELL LIMIT 1 @110");
    }

    @Test
    void shouldBeGoneAfterAFlatten() {
        entered()
                .command(121, CommandKind.FLATTEN)
                .says(
                        "cancel #2",
                        "cancel #3",
                        "canceled #2 BY_REQUEST",
                        "canceled #3 BY_REQUEST",
                        "new #4 SELL MARKET 2")
                .bar(100)
                .bar(95)
                .says("fill #4 2 @95 TAKER", "flattened 0: 0 worth 0")
                .bar(80)
                .says();
    }

    @Test
    void shouldNotComeBackAfterAKill() {
        entered()
                .command(121, CommandKind.KILL)
                .says("cancel #2", "cancel #3", "alert KILLED", "canceled #2 BY_REQUEST", "canceled #3 BY_REQUEST")
                .bar(80)
                .says();
    }
}
