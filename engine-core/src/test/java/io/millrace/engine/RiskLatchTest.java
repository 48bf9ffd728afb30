package io.millrace.engine;

import io.millrace.event.codec.CommandKind;
import io.millrace.event.codec.OrderType;
import io.millrace.event.codec.Side;
import io.millrace.fixed.Fixed;
import io.millrace.intent.OrderIntent;
import io.millrace.strategy.StrategyContext;
import io.millrace.testkit.EngineScript;
import org.junit.jupiter.api.Test;

/** The controls that act by themselves, in the engine: what they cancel and close, and that a replay latches again. */
class RiskLatchTest {
    private static OrderIntent bid(final StrategyContext context) {
        final OrderIntent bid = TestStrategies.order(context, Side.BUY, OrderType.LIMIT, 1);
        bid.limitPrice = Fixed.floorTo(context.lastPrice() * 96 / 100, Fixed.ONE / 100);
        return bid;
    }

    private static EngineScript script(final double quantity) {
        return EngineScript.of(TestStrategies.eachBar(
                        context -> context.submit(TestStrategies.order(context, Side.BUY, OrderType.MARKET, quantity))))
                .set("strategies.0.capital", "10000");
    }

    @Test
    void shouldCloseEverythingAndHaltInADeepDrawdown() {
        EngineScript.of(TestStrategies.eachBar(context -> {
                    if (context.position() == 0 && !context.hasOpenOrders()) {
                        context.submit(TestStrategies.order(context, Side.BUY, OrderType.MARKET, 90));
                    }
                }))
                .set("strategies.0.capital", "10000")
                .set("risk.haltDrawdown", "0.2")
                .bar(100)
                .says("new #1 BUY MARKET 90")
                .bar(100)
                .says("fill #1 90 @100 TAKER")
                .bar(77)
                .says("risk FLATTEN DRAWDOWN_HALT", "new #2 SELL MARKET 90")
                .replaysToTheSameState()
                .bar(77)
                .says("fill #2 90 @77 TAKER", "flattened 0: 0 worth 0", "risk REJECT DRAWDOWN_HALT")
                .command(250, CommandKind.RESUME)
                .says("alert RESUMED")
                .bar(77)
                .says("new #4 BUY MARKET 90")
                .replaysToTheSameState();
    }

    @Test
    void shouldStopForTheDayAndTakeWorkingEntriesBack() {
        EngineScript.of(TestStrategies.eachBar(context -> {
                    if (context.position() == 0 && !context.hasOpenOrders()) {
                        context.submit(TestStrategies.order(context, Side.BUY, OrderType.MARKET, 50));
                        context.submit(bid(context));
                    }
                }))
                .set("strategies.0.capital", "10000")
                .set("risk.strategy.dailyLoss", "0.02")
                .bar(100)
                .says("new #1 BUY MARKET 50", "new #2 BUY LIMIT 1 @96")
                .bar(100)
                .says("fill #1 50 @100 TAKER")
                .trade(130, 97, 1)
                .says()
                .trade(131, 96, 1)
                .says("risk PAUSE DAILY_LOSS", "cancel #2", "canceled #2 BY_REQUEST")
                .bar(96)
                .says()
                .replaysToTheSameState();
    }

    @Test
    void shouldTakeWorkingEntriesBackWhenAPersonReducesOrHalts() {
        EngineScript.of(TestStrategies.eachBar(context -> {
                    if (!context.hasOpenOrders()) {
                        context.submit(bid(context));
                    }
                }))
                .bar(100)
                .says("new #1 BUY LIMIT 1 @96")
                .command(70, CommandKind.REDUCE)
                .says("cancel #1", "alert REDUCED", "canceled #1 BY_REQUEST")
                .bar(100)
                .says("risk REJECT TRADING_STATE")
                .command(130, CommandKind.HALT)
                .says("alert HALTED")
                .bar(100)
                .says("risk REJECT TRADING_STATE")
                .replaysToTheSameState()
                .command(190, CommandKind.RESUME)
                .says("alert RESUMED")
                .bar(100)
                .says("new #4 BUY LIMIT 1 @96")
                .replaysToTheSameState();
    }

    @Test
    void shouldPauseOnTheVolatilityOfTheStrategysBars() {
        final EngineScript script =
                script(1).set("risk.strategy.minVolatility", "0.01").set("risk.strategy.maxVolatility", "0.1");
        for (int i = 0; i < 14; i++) {
            script.bar(100, 101, 99, 100).says("risk REJECT VOLATILITY_BOUNDS");
        }
        script.bar(100, 101, 99, 100).says("new #15 BUY MARKET 1");
        script.bar(100, 150, 60, 100).says("fill #15 1 @100 TAKER", "new #16 BUY MARKET 1");
        script.bar(100, 200, 50, 100)
                .says("fill #16 1 @100 TAKER", "risk PAUSE VOLATILITY_BOUNDS", "risk REJECT VOLATILITY_BOUNDS");
        script.replaysToTheSameState();
    }

    @Test
    void shouldOpenTheGateWithTheSession() {
        script(1)
                .set("risk.startUpGate", "true")
                .bar(100)
                .says("risk REJECT START_UP")
                .up(70)
                .bar(100)
                .says("new #1 BUY MARKET 1")
                .replaysToTheSameState();
    }
}
