package io.millrace.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.config.ConfigException;
import io.millrace.config.Settings;
import io.millrace.event.codec.OrderType;
import io.millrace.event.codec.Side;
import io.millrace.fixed.Fixed;
import io.millrace.intent.OrderIntent;
import io.millrace.testkit.EngineScript;
import org.junit.jupiter.api.Test;

/** A split through the whole engine: the position, the orders that wait and those decided the evening before. */
class CorporateActionEngineTest {
    private static final int OPEN = 52_200;
    private static final int CLOSE = 75_600;
    private static final int DAY = 86_400;

    @Test
    void shouldTurnPositionAndWorkingOrdersIntoNewUnits() {
        share(EngineScript.of(TestStrategies.planned(TestStrategies.holding(10, 360, 440))))
                .set("strategies.0.timeframe", "1h")
                .trade(OPEN, 400, 500)
                .trade(OPEN + 3_600, 400, 500)
                .trade(OPEN + 3_601, 400, 500)
                .says(
                        "new #1 BUY MARKET 10",
                        "fill #1 10 @400 TAKER",
                        "new #2 SELL STOP 10 stop 360",
                        "new #3 SELL LIMIT 10 @440")
                .trade(CLOSE - 1, 410, 500)
                .says()
                .trade(DAY + OPEN, 101, 500)
                .says("alert CORPORATE_ACTION")
                .trade(DAY + OPEN + 1, 111, 500)
                .trade(DAY + OPEN + 2, 111, 500)
                .says("fill #3 40 @110 MAKER", "canceled #2 OCO_SIBLING");
    }

    /** Bought at 400 with a stop at 360, a target at 440, and a trailing stop: all are a quarter after the split. */
    private static EngineScript protectedShare(final double trail) {
        return EngineScript.of(TestStrategies.planned(context -> {
                    final OrderIntent order = TestStrategies.order(context, Side.BUY, OrderType.MARKET, 10);
                    order.attachedStop = 360 * Fixed.ONE;
                    order.attachedTarget = 440 * Fixed.ONE;
                    order.trailDistance = Fixed.fromDouble(trail);
                    context.submit(order);
                }))
                .set("instruments.0.actions", "2026-01-06 split 4:1")
                .set("venue.participation", "0.5")
                .bar(400)
                .bar(400)
                .says(
                        "new #1 BUY MARKET 10",
                        "fill #1 10 @400 TAKER",
                        "new #2 SELL STOP 10 stop 360",
                        "new #3 SELL LIMIT 10 @440")
                .skip(24 * 60);
    }

    @Test
    void shouldProtectTheRestOfASplitPositionInNewUnits() {
        protectedShare(0)
                .bar(100, 111, 100, 109, 60)
                .says(
                        "fill #3 30 @110 MAKER",
                        "alert CORPORATE_ACTION",
                        "cancel #3",
                        "canceled #2 OCO_SIBLING",
                        "canceled #3 BY_REQUEST",
                        "new #4 SELL STOP 10 stop 90",
                        "new #5 SELL LIMIT 10 @110");
    }

    @Test
    void shouldNotHitATrailingStopBySplitting() {
        protectedShare(32)
                .bar(100, 100, 92.01, 95)
                .says("alert CORPORATE_ACTION")
                .bar(95, 95, 92, 93)
                .says("alert TRAILING_STOP_HIT", "new #4 SELL MARKET 40");
    }

    /** Decided on the close of the day before, in old units; 10 become 40 at the open of the ex-date. */
    @Test
    void shouldTurnAnOrderThatWaitsForTheOpenIntoNewUnits() {
        share(EngineScript.of(TestStrategies.planned(
                        context -> context.submit(TestStrategies.order(context, Side.BUY, OrderType.MARKET, 10)))))
                .set("strategies.0.timeframe", "1d")
                .trade(OPEN, 400, 500)
                .trade(CLOSE, 400, 500)
                .says("new #1 BUY MARKET 10")
                .trade(DAY + OPEN, 100, 500)
                .trade(DAY + OPEN + 1, 100, 500)
                .says("fill #1 40 @100 TAKER", "alert CORPORATE_ACTION");
    }

    @Test
    void shouldNameAnActionThatCannotBe() {
        final Settings settings = new Settings()
                .put("instruments.0.symbol", "AAPL", "test")
                .put("instruments.0.actions", "2020-08-31 spilt 4:1", "a.yaml:3")
                .put("strategies.0.name", "buy-and-hold", "test");
        final String text = assertThrows(ConfigException.class, () -> EngineConfig.read(settings))
                .getMessage();
        assertTrue(text.contains("a.yaml:3") && text.contains("spilt") && text.contains("split 4:1"), text);
    }

    @Test
    void shouldKeepActionsInTheText() {
        final EngineConfig config = EngineConfig.read(new Settings()
                .put("instruments.0.symbol", "AAPL", "test")
                .put("instruments.0.calendar", "NASDAQ", "test")
                .put("instruments.0.actions", "2020-08-07 dividend 0.82, 2020-08-31 split 4:1", "test")
                .put("strategies.0.name", "buy-and-hold", "test"));
        final String text = config.toSettings().text();
        assertEquals(config, EngineConfig.read(Settings.parse(text, "journal header")));
        assertTrue(text.contains("2020-08-31 split 4:1"), text);
    }

    private static EngineScript share(final EngineScript script) {
        return script.set("instruments.0.calendar", "NYSE")
                .set("instruments.0.lot", "1")
                .set("instruments.0.actions", "2026-01-06 split 4:1");
    }
}
