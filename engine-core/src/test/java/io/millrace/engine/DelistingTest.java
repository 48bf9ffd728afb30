package io.millrace.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.config.ConfigException;
import io.millrace.config.Settings;
import io.millrace.event.Step;
import io.millrace.event.codec.OrderType;
import io.millrace.event.codec.Side;
import io.millrace.fixed.Fixed;
import io.millrace.intent.OrderIntent;
import io.millrace.portfolio.Ledger;
import io.millrace.strategy.StrategyCatalog;
import io.millrace.strategy.StrategyContext;
import io.millrace.testkit.EngineScript;
import io.millrace.testkit.InputScript;
import io.millrace.testkit.RandomMarket;
import io.millrace.testkit.ResumeCheck;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A name that goes: what its holders get, what becomes of its orders, and that nothing more is traded in it. */
class DelistingTest {
    private static final long START_NS = RandomMarket.START_NS;
    private static final long MINUTE_NS = 60_000_000_000L;
    private static final long DAY_NS = 1_440 * MINUTE_NS;

    /** 10 bought or sold short at 100, last price 90. */
    @ParameterizedTest
    @CsvSource({
        "24x7, 2026-01-06 delisting -0.3, 10, 9630",
        "24x7, 2026-01-06 delisting -0.3, -10, 10370",
        "24x7, 2026-01-06 delisting 0.1, 10, 9990",
        "24x7, 2026-01-06 delisting 0, 10, 9900",
        "24x7, 2026-01-06 delisting, 10, 9405",
        "NYSE, 2026-01-06 delisting, 10, 9630",
        "NASDAQ, 2026-01-06 delisting, 10, 9405",
        "NASDAQ, 2026-01-06 delisting, -10, 10595",
        "NASDAQ, '2026-01-06 split 2:1, 2026-01-06 delisting', 10, 9405"
    })
    void shouldPayTheReturnOnTheLastPrice(
            final String calendar, final String actions, final int quantity, final double equity) {
        final TradingEngine engine = run(settings(calendar, actions), context -> {
            if (context.barCount() == 1) {
                context.submit(TestStrategies.order(
                        context, quantity > 0 ? Side.BUY : Side.SELL, OrderType.MARKET, Math.abs(quantity)));
            }
        });
        final Ledger ledger = engine.ledger();
        assertEquals(0, ledger.position(0, 0));
        assertEquals(equity, Fixed.toDouble(ledger.equity(0)));
        assertEquals(Fixed.fromDouble(equity), ledger.cash(0));
        assertEquals(ledger.equity(0) - 10_000 * Fixed.ONE, ledger.realisedPnl(0));
        engine.checkConservation();
    }

    /** Of 90 the last bit is left: a price is above 0. */
    @Test
    void shouldLoseAllWhenNothingIsLeft() {
        final TradingEngine engine = run(settings("24x7", "2026-01-06 delisting -1"), context -> {
            if (context.barCount() == 1) {
                context.submit(TestStrategies.order(context, Side.BUY, OrderType.MARKET, 10));
            }
        });
        assertEquals(9_000 * Fixed.ONE + 10, engine.ledger().cash(0));
    }

    @Test
    void shouldTakeTheReturnOfTheConfiguration() {
        final Settings settings = settings("NYSE", "2026-01-06 delisting").put("market.delisting.nyse", "-0.5", "test");
        final EngineConfig config = EngineConfig.read(settings.put("strategies.0.name", "buy-and-hold", "test"));
        assertEquals(
                "2026-01-06 delisting -0.5",
                config.instruments().get(0).actions().get(0).toString());
        assertEquals(
                config, EngineConfig.read(Settings.parse(config.toSettings().text(), "journal header")));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-06 delisting -1.5, -1 (all is lost)",
        "2026-01-06 delisting x, 2026-01-06 delisting x",
        "'2026-01-06 delisting, 2026-01-07 dividend 1', nothing after a delisting"
    })
    void shouldNameADelistingThatCannotBe(final String actions, final String expected) {
        final Settings settings = settings("24x7", actions).put("strategies.0.name", "buy-and-hold", "test");
        final String text = assertThrows(ConfigException.class, () -> EngineConfig.read(settings))
                .getMessage();
        assertTrue(text.contains(expected), text);
    }

    @ParameterizedTest
    @CsvSource({"2026-01-06 split 4:1, 1d", "2026-01-06 dividend 1, 1d", "2026-01-06 delisting, 1w"})
    void shouldRefuseActionsThatADailyBarWouldMeet(final String actions, final String timeframe) {
        final Settings settings = settings("24x7", actions)
                .put("strategies.0.name", "buy-and-hold", "test")
                .put("strategies.0.timeframe", timeframe, "a.yaml:9");
        final String text = assertThrows(ConfigException.class, () -> EngineConfig.read(settings))
                .getMessage();
        assertTrue(text.contains("a.yaml:9") && text.contains("instruments.0.calendar: NYSE"), text);
        settings.put("instruments.0.calendar", "NYSE", "test").put("strategies.0.timeframe", "1d", "test");
        assertEquals(2, EngineConfig.read(settings).instruments().size());
    }

    /** The stop goes, the strategy hears of the fill, and its further orders are refused. */
    @Test
    void shouldCancelOrdersAndTakeNoMore() {
        EngineScript.of(TestStrategies.planned(new TestStrategies.Plan() {
                    @Override
                    public void onFirstBar(final StrategyContext context) {
                        final OrderIntent order = TestStrategies.order(context, Side.BUY, OrderType.MARKET, 10);
                        order.attachedStop = 50 * Fixed.ONE;
                        context.submit(order);
                    }

                    @Override
                    public void onFill(final io.millrace.strategy.Fill fill, final StrategyContext context) {
                        if (fill.side() == Side.SELL) {
                            assertEquals(70 * Fixed.ONE, fill.price());
                            context.submit(TestStrategies.order(context, Side.BUY, OrderType.MARKET, 1));
                        }
                    }
                }))
                .set("instruments.0.actions", "2026-01-06 delisting -0.3")
                .set("instruments.1.symbol", "Y")
                .set("strategies.0.symbol", "X")
                .bar(100)
                .says("new #1 BUY MARKET 10")
                .bar(100)
                .says("fill #1 10 @100 TAKER", "new #2 SELL STOP 10 stop 50")
                .skip(24 * 60)
                .slice(60, new double[0], new double[] {7})
                .says("alert DELISTED", "cancel #2", "risk REJECT INSTRUMENT_RULES", "canceled #2 BY_REQUEST")
                .slice(60, new double[] {40}, new double[] {7})
                .says()
                .replaysToTheSameState();
    }

    @Test
    void shouldResumeFromAnyState() {
        final EngineConfig config = EngineConfig.read(
                RandomMarket.config().toSettings().put("instruments.0.actions", "2026-01-05 delisting -0.3", "test"));
        final InputScript script = RandomMarket.inputs(new java.util.Random(71), 300);
        ResumeCheck.check(new EngineFactory(config), script::source, 97, 1_000);
    }

    private static TradingEngine run(final Settings settings, final Consumer<StrategyContext> plan) {
        final InputScript script = new InputScript();
        final boolean exchange =
                !"24x7".equals(settings.get("instruments.0.calendar").value());
        final long openNs = exchange ? 52_200 * 1_000_000_000L : 0;
        bar(script, 0, openNs + MINUTE_NS, 100);
        bar(script, 0, openNs + 2 * MINUTE_NS, 100);
        bar(script, 0, openNs + 3 * MINUTE_NS, 90);
        bar(script, 1, openNs + DAY_NS + MINUTE_NS, 7);
        final StrategyCatalog catalog = StrategyCatalog.standard().with(TestStrategies.eachBar(plan));
        final TradingEngine engine = new EngineFactory(EngineConfig.read(settings, catalog), catalog)
                .simulated(script.source(), StepLog.NONE, StepListener.NONE);
        final Step step = new Step();
        while (engine.runOne(step)) {
            engine.checkConservation();
        }
        return engine;
    }

    private static Settings settings(final String calendar, final String actions) {
        return new Settings()
                .put("engine.mode", "backtest", "test")
                .put("instruments.0.symbol", "X", "test")
                .put("instruments.0.assetClass", "equity", "test")
                .put("instruments.0.calendar", calendar, "test")
                .put("instruments.0.actions", actions, "test")
                .put("instruments.1.symbol", "Y", "test")
                .put("venue.slippage", "0", "test")
                .put("venue.participation", "0", "test")
                .put("venue.makerFee", "0", "test")
                .put("venue.takerFee", "0", "test")
                .put("risk.shortsAllowed", "true", "test")
                .put("strategies.0.name", "each-bar", "test")
                .put("strategies.0.symbol", "X", "test")
                .put("strategies.0.timeframe", "1m", "test");
    }

    private static void bar(final InputScript script, final int instrument, final long afterNs, final double price) {
        final long fixed = Fixed.fromDouble(price);
        script.bar(instrument, 60, START_NS + afterNs, new long[] {fixed, fixed, fixed, fixed}, 1_000_000 * Fixed.ONE);
    }
}
