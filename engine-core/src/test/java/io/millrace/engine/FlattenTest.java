package io.millrace.engine;

import io.millrace.event.codec.CommandKind;
import io.millrace.event.codec.OrderType;
import io.millrace.event.codec.Side;
import io.millrace.testkit.EngineScript;
import org.junit.jupiter.api.Test;

/** What a flatten reports once the last order has ended: nothing left, or how much. */
class FlattenTest {
    private static EngineScript holding(final String participation) {
        return holding(participation, "engine.seed", "1");
    }

    private static EngineScript holding(final String participation, final String key, final String value) {
        return EngineScript.of(TestStrategies.planned(
                        context -> context.submit(TestStrategies.order(context, Side.BUY, OrderType.MARKET, 10))))
                .set("venue.participation", participation)
                .set(key, value)
                .bar(100)
                .bar(100)
                .says("new #1 BUY MARKET 10", "fill #1 10 @100 TAKER");
    }

    @Test
    void shouldReportAtOnceWhenThereIsNothing() {
        EngineScript.of(TestStrategies.watching("idle", bar -> {}))
                .bar(100)
                .command(61, CommandKind.FLATTEN)
                .says("flattened 0: 0 worth 0");
    }

    @Test
    void shouldReportWhenTheLastPartIsClosed() {
        holding("0.5")
                .command(121, CommandKind.FLATTEN)
                .says("new #2 SELL MARKET 10")
                .bar(100)
                .bar(99, 99, 99, 99, 8)
                .says("fill #2 4 @99 TAKER")
                .bar(98)
                .says("fill #2 6 @98 TAKER", "flattened 0: 0 worth 0");
    }

    @Test
    void shouldSayWhatIsLeftWhenItIsLessThanTheVenueTakes() {
        holding("0", "instruments.0.minNotional", "500")
                .bar(49)
                .command(181, CommandKind.FLATTEN)
                .says("risk REJECT INSTRUMENT_RULES", "alert FLATTEN_LEFT_POSITION", "flattened 0: 1 worth 490");
    }

    @Test
    void shouldReportEachSleeveOnItsOwn() {
        EngineScript.of(TestStrategies.planned(
                        context -> context.submit(TestStrategies.order(context, Side.BUY, OrderType.MARKET, 10))))
                .set("strategies.1.name", "planned")
                .set("strategies.1.timeframe", "1m")
                .bar(100)
                .bar(100)
                .says(
                        "new #1 BUY MARKET 10",
                        "new 1#1 BUY MARKET 10",
                        "fill #1 10 @100 TAKER",
                        "fill 1#1 10 @100 TAKER")
                .command(121, CommandKind.FLATTEN)
                .says("new #2 SELL MARKET 10", "new 1#2 SELL MARKET 10")
                .bar(100)
                .bar(90)
                .says(
                        "fill #2 10 @90 TAKER",
                        "flattened 0: 0 worth 0",
                        "fill 1#2 10 @90 TAKER",
                        "flattened 1: 0 worth 0");
    }

    @Test
    void shouldReportAgainForASecondFlatten() {
        holding("0")
                .command(121, CommandKind.FLATTEN)
                .says("new #2 SELL MARKET 10")
                .command(122, CommandKind.FLATTEN)
                .says("cancel #2", "canceled #2 BY_REQUEST", "new #3 SELL MARKET 10")
                .bar(100)
                .bar(100)
                .says("fill #3 10 @100 TAKER", "flattened 0: 0 worth 0")
                .command(241, CommandKind.FLATTEN)
                .says("flattened 0: 0 worth 0");
    }

    @Test
    void shouldCloseInPartsOfTheLargestOrderThatTheVenueTakes() {
        EngineScript.of(TestStrategies.planned(context -> {
                    context.submit(TestStrategies.order(context, Side.BUY, OrderType.MARKET, 10));
                    context.submit(TestStrategies.order(context, Side.BUY, OrderType.MARKET, 5));
                }))
                .set("instruments.0.maxQuantity", "10")
                .bar(100)
                .bar(100)
                .says("new #1 BUY MARKET 10", "new #2 BUY MARKET 5", "fill #1 10 @100 TAKER", "fill #2 5 @100 TAKER")
                .command(121, CommandKind.FLATTEN)
                .says("new #3 SELL MARKET 10", "new #4 SELL MARKET 5")
                .bar(100)
                .bar(90)
                .says("fill #3 10 @90 TAKER", "fill #4 5 @90 TAKER", "flattened 0: 0 worth 0");
    }
}
