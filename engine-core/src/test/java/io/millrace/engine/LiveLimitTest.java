package io.millrace.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.event.codec.CommandKind;
import io.millrace.event.codec.OrderType;
import io.millrace.event.codec.Side;
import io.millrace.risk.LiveLimit;
import io.millrace.strategy.StrategyContext;
import io.millrace.testkit.EngineScript;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Limits changed while the engine runs, and decisions asked for by a schedule. */
class LiveLimitTest {
    private static EngineScript buyingTen() {
        return EngineScript.of(TestStrategies.eachBar(
                        context -> context.submit(TestStrategies.order(context, Side.BUY, OrderType.MARKET, 10))))
                .set("strategies.0.capital", "100000")
                .set("risk.maxOrderValue", "5000");
    }

    @Test
    void shouldTightenAtOnceAndLoosenOnlyWhenConfirmed() {
        buyingTen()
                .bar(100)
                .says("new #1 BUY MARKET 10")
                .limit(90, LiveLimit.MAX_ORDER_VALUE, "999.99", false)
                .says("alert LIMIT_SET")
                .bar(100)
                .says("fill #1 10 @100 TAKER", "risk REJECT MAX_ORDER_VALUE")
                .replaysToTheSameState()
                .limit(150, LiveLimit.MAX_ORDER_VALUE, "1000", false)
                .says("alert LIMIT_REFUSED")
                .bar(100)
                .says("risk REJECT MAX_ORDER_VALUE")
                .limit(210, LiveLimit.MAX_ORDER_VALUE, "1000", true)
                .says("alert LIMIT_SET")
                .bar(100)
                .says("new #4 BUY MARKET 10")
                .replaysToTheSameState();
    }

    /** It is said, and changes nothing: who failed decides nothing, who did not is not meant. */
    @Test
    void shouldAcknowledgeOnlyWhoFailed() {
        final boolean[] throwing = new boolean[1];
        final EngineScript script = EngineScript.of(TestStrategies.eachBar(context -> {
                    if (throwing[0]) {
                        throw new IllegalStateException("on purpose");
                    }
                    context.submit(TestStrategies.order(context, Side.BUY, OrderType.MARKET, 10));
                }))
                .set("strategies.0.capital", "100000")
                .bar(100)
                .says("new #1 BUY MARKET 10")
                .acknowledge(90, 0)
                .says();
        throwing[0] = true;
        script.bar(100)
                .says("fill #1 10 @100 TAKER", "alert STRATEGY_FAILED")
                .acknowledge(150, 1)
                .says()
                .acknowledge(151, -1)
                .says()
                .acknowledge(152, 0)
                .says("alert STRATEGY_ACKNOWLEDGED");
        throwing[0] = false;
        script.bar(100).says();
    }

    @Test
    void shouldNotSwitchOnWhatTheConfigurationHasOff() {
        buyingTen()
                .set("risk.dailyLoss", "off")
                .set("risk.maxOrderQuantity", "off")
                .bar(100)
                .says("new #1 BUY MARKET 10")
                .limit(90, LiveLimit.DAILY_LOSS, "0.01", true)
                .says("alert LIMIT_REFUSED")
                .limit(90, LiveLimit.MAX_ORDER_QUANTITY, "1", false)
                .says("alert LIMIT_REFUSED")
                .bar(100)
                .says("fill #1 10 @100 TAKER", "new #2 BUY MARKET 10")
                .replaysToTheSameState();
    }

    @Test
    void shouldHoldATighterDailyLossAtTheNextPrice() {
        EngineScript.of(TestStrategies.eachBar(context -> {
                    if (context.position() == 0 && !context.hasOpenOrders()) {
                        context.submit(TestStrategies.order(context, Side.BUY, OrderType.MARKET, 50));
                    }
                }))
                .set("strategies.0.capital", "10000")
                .set("risk.dailyLoss", "0.5")
                .bar(100)
                .says("new #1 BUY MARKET 50")
                .bar(100)
                .says("fill #1 50 @100 TAKER")
                .bar(98)
                .says()
                .limit(190, LiveLimit.DAILY_LOSS, "0.01", false)
                .says("alert LIMIT_SET")
                .bar(98)
                .says("risk REDUCE DAILY_LOSS")
                .replaysToTheSameState();
    }

    @Test
    void shouldAskEveryStrategyWhenAScheduleDoes() {
        List<Long> asked = new ArrayList<>();
        EngineScript.of(TestStrategies.asked(context -> {
                    asked.add(context.nowNs());
                    buy(context);
                }))
                .set("strategies.0.capital", "10000")
                .bar(100)
                .says()
                .command(90, CommandKind.EVALUATE)
                .says("new #1 BUY MARKET 10")
                .replaysToTheSameState();
        // Once by the engine, once by the replay, at the same time.
        assertEquals(2, asked.size());
        assertEquals(asked.get(0), asked.get(1));
    }

    private static void buy(final StrategyContext context) {
        context.submit(TestStrategies.order(context, Side.BUY, OrderType.MARKET, 10));
    }
}
