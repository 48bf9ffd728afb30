package io.millrace.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.config.ConfigException;
import io.millrace.config.Settings;
import io.millrace.event.codec.OrderType;
import io.millrace.event.codec.Side;
import io.millrace.event.codec.TimeInForce;
import io.millrace.fixed.Fixed;
import io.millrace.intent.OrderIntent;
import io.millrace.testkit.EngineScript;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A share through the whole engine. The script starts on Monday 2026-01-05, 00:00 UTC; New York is 5 hours behind. */
class SessionEngineTest {
    private static final int OPEN = 52_200;
    private static final int CLOSE = 75_600;
    private static final int DAY = 86_400;

    @Test
    void shouldBuildBarsFromTheOpenToTheClose() {
        final List<String> bars = new ArrayList<>();
        share(EngineScript.of(TestStrategies.watching(
                        "hours",
                        bar -> bars.add(seconds(bar.openTimeNs()) + "-" + seconds(bar.closeTimeNs()) + " "
                                + Fixed.format(bar.open()) + " " + Fixed.format(bar.close())))))
                .set("strategies.0.timeframe", "4h")
                .trade(OPEN - 1, 90, 1)
                .trade(OPEN, 100, 1)
                .trade(OPEN + 14_399, 101, 1)
                .trade(OPEN + 14_400, 102, 1)
                .trade(CLOSE - 1, 103, 1)
                .trade(CLOSE, 110, 1)
                .trade(DAY + OPEN, 104, 1)
                .trade(DAY + CLOSE, 104, 1);
        assertEquals(
                List.of(
                        OPEN + "-" + (OPEN + 14_400) + " 100 101",
                        (OPEN + 14_400) + "-" + CLOSE + " 102 103",
                        (DAY + OPEN) + "-" + (DAY + OPEN + 14_400) + " 104 104"),
                bars);
    }

    @Test
    void shouldBuildBarsOfTrades() {
        final List<String> bars = new ArrayList<>();
        share(EngineScript.of(TestStrategies.watching(
                        "threes", bar -> bars.add(seconds(bar.closeTimeNs()) + " " + Fixed.format(bar.volume())))))
                .set("strategies.0.timeframe", "3t")
                .trade(OPEN, 100, 1)
                .trade(OPEN + 1, 100, 2)
                .trade(OPEN + 2, 100, 4)
                .trade(OPEN + 3, 100, 8)
                .trade(CLOSE, 100, 16);
        assertEquals(List.of(OPEN + 2 + " 7", CLOSE + " 8"), bars);
    }

    @Test
    void shouldTradeAtTheNextOpenWhatTheCloseDecided() {
        share(EngineScript.of(TestStrategies.planned(context -> {
                    final OrderIntent cannotWait = TestStrategies.order(context, Side.BUY, OrderType.MARKET, 2);
                    cannotWait.timeInForce = TimeInForce.IOC;
                    context.submit(cannotWait);
                    context.submit(TestStrategies.order(context, Side.BUY, OrderType.MARKET, 1));
                })))
                .set("strategies.0.timeframe", "1d")
                .trade(OPEN, 100, 50)
                .trade(CLOSE, 101, 50)
                .says("risk REJECT INSTRUMENT_RULES", "new #2 BUY MARKET 1")
                .trade(CLOSE + 60, 99, 50)
                .says()
                .trade(DAY + OPEN, 102, 50)
                .trade(DAY + OPEN + 1, 102, 50)
                .says("fill #2 1 @102 TAKER");
    }

    @Test
    void shouldExpireADayOrderAtTheClose() {
        share(EngineScript.of(TestStrategies.planned(context -> {
                    final OrderIntent day = TestStrategies.order(context, Side.BUY, OrderType.LIMIT, 1);
                    day.limitPrice = 99 * Fixed.ONE;
                    day.timeInForce = TimeInForce.DAY;
                    context.submit(day);
                })))
                .set("strategies.0.timeframe", "1h")
                .trade(OPEN, 100, 50)
                .trade(OPEN + 3_600, 100, 50)
                .says("new #1 BUY LIMIT 1 @99")
                .trade(CLOSE - 1, 100, 50)
                .says()
                .trade(CLOSE + 1, 98, 50)
                .trade(CLOSE + 2, 98, 50)
                .says("expired #1 SESSION_CLOSE");
    }

    @Test
    void shouldRefuseACalendarOrATimeframeThatCannotBe() {
        final Settings settings = new Settings()
                .put("instruments.0.symbol", "SPY", "test")
                .put("instruments.0.calendar", "NYES", "test")
                .put("instruments.1.symbol", "QQQ", "test")
                .put("instruments.1.calendar", "NASDAQ", "test")
                .put("strategies.0.name", "buy-and-hold", "test")
                .put("strategies.0.symbol", "QQQ", "test")
                .put("strategies.0.timeframe", "36h", "a.yaml:7");
        final List<String> found = assertThrows(ConfigException.class, () -> EngineConfig.read(settings))
                .violations();
        final String text = String.join("\n", found);
        assertTrue(text.contains("NYES") && text.contains("did you mean \"NYSE\"?"), text);
        assertTrue(text.contains("a.yaml:7") && text.contains("36h") && text.contains("straddles"), text);
        assertEquals(2, found.size(), text);
    }

    @Test
    void shouldKeepCalendarAndTimeframeInTheText() {
        final Settings settings = new Settings()
                .put("instruments.0.symbol", "QQQ", "test")
                .put("instruments.0.calendar", "NASDAQ", "test")
                .put("strategies.0.name", "buy-and-hold", "test")
                .put("strategies.0.timeframe", "500v", "test");
        final EngineConfig config = EngineConfig.read(settings);
        final Settings text = config.toSettings();
        assertEquals(config, EngineConfig.read(Settings.parse(text.text(), "journal header")));
        assertTrue(text.text().contains("500v") && text.text().contains("NASDAQ"), text.text());
    }

    private static EngineScript share(final EngineScript script) {
        return script.set("instruments.0.calendar", "NYSE");
    }

    private static long seconds(final long timeNs) {
        return (timeNs - EngineScript.START_NS) / 1_000_000_000L;
    }
}
