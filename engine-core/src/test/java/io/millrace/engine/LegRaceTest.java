package io.millrace.engine;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.config.Settings;
import io.millrace.event.Step;
import io.millrace.event.codec.OrderType;
import io.millrace.event.codec.Side;
import io.millrace.fixed.Fixed;
import io.millrace.intent.OrderIntent;
import io.millrace.strategy.StrategyCatalog;
import io.millrace.strategy.StrategyContext;
import io.millrace.testkit.EngineScript;
import io.millrace.testkit.InputScript;
import io.millrace.testkit.RandomMarket;
import io.millrace.testkit.Seeds;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** An exit is on its way while a leg of the bracket fills: the position is closed once. */
class LegRaceTest {
    private static final long SECOND_NS = 1_000_000_000L;

    private static OrderIntent entry(final StrategyContext context, final double range, final double quantity) {
        final OrderIntent order = TestStrategies.order(context, Side.BUY, OrderType.MARKET, quantity);
        order.attachedStop = context.floorToTick(context.lastPrice() - Fixed.fromDouble(range));
        order.attachedTarget = context.floorToTick(context.lastPrice() + Fixed.fromDouble(range));
        return order;
    }

    /** The stop fills by second 182 and is heard of at 184; the exit sent at 181 arrives at 183. */
    @Test
    void shouldNotFillAnExitThatALegOvertook() {
        EngineScript.of(TestStrategies.planned(new TestStrategies.Plan() {
                    @Override
                    public void onFirstBar(final StrategyContext context) {
                        context.submit(entry(context, 10, 2));
                    }

                    @Override
                    public void onLaterBar(final int bar, final StrategyContext context) {
                        if (bar == 3) {
                            context.target(0);
                        }
                    }
                }))
                .set("venue.orderLatencyNs", "2000000000")
                .set("venue.reportLatencyNs", "2000000000")
                .trade(1, 100, 10)
                .trade(61, 100, 10)
                .says("new #1 BUY MARKET 2")
                .trade(64, 100, 10)
                .trade(67, 100, 10)
                .says("fill #1 2 @100 TAKER", "new #2 SELL STOP 2 stop 90", "new #3 SELL LIMIT 2 @110")
                .trade(125, 100, 10)
                .trade(181, 100, 10)
                .says("new #4 SELL MARKET 2")
                .trade(181.5, 85, 10)
                .trade(182, 85, 10)
                .trade(187, 85, 10)
                .says("fill #2 2 @85 TAKER", "canceled #3 OCO_SIBLING", "canceled #4 OCO_SIBLING")
                .trade(190, 85, 10)
                .says();
    }

    /** Exits, part exits and additions at random, with delays on both ways and fills in parts. */
    @Test
    void shouldNeverTurnThePosition() {
        final Random random = Seeds.random("LegRaceTest", 5);
        int closed = 0;
        for (int run = 0; run < 30; run++) {
            closed += randomRun(random);
        }
        assertTrue(closed > 100, "times flat: " + closed);
    }

    private static void act(final Random random, final StrategyContext context) {
        final double[] weights = {0, 0, 0.005, 0.03};
        if (context.position() != 0) {
            context.target(weights[random.nextInt(weights.length)]);
        } else if (!context.hasOpenOrders()) {
            context.submit(entry(context, 1, 1 + random.nextInt(2)));
        }
    }

    private static int randomRun(final Random random) {
        final StrategyCatalog catalog =
                StrategyCatalog.standard().with(TestStrategies.eachBar(context -> act(random, context)));
        final TradingEngine engine = new EngineFactory(EngineConfig.read(settings(), catalog), catalog)
                .simulated(market(random).source(), StepLog.NONE, StepListener.NONE);
        final Step step = new Step();
        int closed = 0;
        long before = 0;
        while (engine.runOne(step)) {
            final long position = engine.ledger().position(0, 0);
            assertTrue(position >= 0, () -> "position " + Fixed.format(position) + " in step " + step.sequence());
            closed += before > 0 && position == 0 ? 1 : 0;
            before = position;
            engine.checkConservation();
        }
        return closed;
    }

    private static Settings settings() {
        return new Settings()
                .put("engine.mode", "backtest", "test")
                .put("instruments.0.symbol", "X", "test")
                .put("instruments.0.lot", "0.1", "test")
                .put("strategies.0.name", "each-bar", "test")
                .put("strategies.0.timeframe", "10s", "test")
                .put("venue.latency", "uniform", "test")
                .put("venue.orderLatencyNs", "1000000000", "test")
                .put("venue.orderLatencyMaxNs", "9000000000", "test")
                .put("venue.reportLatencyNs", "500000000", "test")
                .put("venue.reportLatencyMaxNs", "9000000000", "test")
                .put("venue.participation", "0.5", "test");
    }

    private static InputScript market(final Random random) {
        final InputScript script = new InputScript();
        double price = 100;
        for (int i = 1; i < 600; i++) {
            price = Math.max(50, price + random.nextGaussian() / 3);
            final long size = Fixed.fromDouble(0.2 * (1 + random.nextInt(20)));
            script.trade(0, RandomMarket.START_NS + i * SECOND_NS, Fixed.fromDouble(price), size);
        }
        return script;
    }
}
