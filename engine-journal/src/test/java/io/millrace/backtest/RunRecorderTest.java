package io.millrace.backtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.book.ClosedBar;
import io.millrace.config.Settings;
import io.millrace.engine.EngineConfig;
import io.millrace.engine.EngineFactory;
import io.millrace.engine.StepLog;
import io.millrace.engine.TradingEngine;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Step;
import io.millrace.event.codec.OrderType;
import io.millrace.event.codec.Side;
import io.millrace.fixed.Fixed;
import io.millrace.intent.OrderIntent;
import io.millrace.report.EquityCurve;
import io.millrace.report.OpenPosition;
import io.millrace.strategy.Strategy;
import io.millrace.strategy.StrategyCatalog;
import io.millrace.strategy.StrategyContext;
import io.millrace.strategy.StrategyDescriptor;
import io.millrace.strategy.StrategyFactory;
import io.millrace.strategy.StrategySetup;
import io.millrace.strategy.Universe;
import io.millrace.testkit.InputScript;
import io.millrace.testkit.RandomMarket;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a run's last moments and its positions come to. Expected figures are worked out by hand. */
class RunRecorderTest {
    private static final long HOUR_NS = 3_600_000_000_000L;
    private static final long DAY_NS = 24 * HOUR_NS;
    private static final long START_NS = RandomMarket.START_NS;

    /** Buys 50 of the first instrument and sells 50 of the second, once. */
    private static final class Pair implements Strategy {
        private boolean done;

        @Override
        public void onBar(final ClosedBar bar, final StrategyContext context) {
            if (context.asset() == 1 && !done) {
                done = true;
                submit(context.of(0), Side.BUY);
                submit(context, Side.SELL);
            }
        }

        private static void submit(final StrategyContext context, final Side side) {
            final OrderIntent intent = context.intent();
            intent.side = side;
            intent.type = OrderType.MARKET;
            intent.quantity = 50 * Fixed.ONE;
            context.submit(intent);
        }

        @Override
        public void writeState(final StateSink sink) {
            sink.putLong(done ? 1 : 0);
        }

        @Override
        public void readState(final StateSource source) {
            done = source.getBoolean("Pair.done");
        }
    }

    private static final StrategyFactory PAIR = new StrategyFactory() {
        @Override
        public StrategyDescriptor descriptor() {
            return new StrategyDescriptor(
                    "pair", "Only for tests.", "1d", List.of(), List.of(), Universe.MANY, List.of());
        }

        @Override
        public Strategy create(final StrategySetup setup) {
            return new Pair();
        }
    };

    private static Settings settings() {
        return new Settings()
                .put("engine.mode", "backtest", "test")
                .put("venue.slippage", "0", "test")
                .put("venue.participation", "0", "test")
                .put("venue.makerFee", "0", "test")
                .put("venue.takerFee", "0", "test")
                .put("instruments.0.symbol", "X", "test")
                .put("instruments.0.lot", "1", "test")
                .put("strategies.0.capital", "9000", "test");
    }

    private static RunRecorder run(final Settings settings, final InputScript inputs) {
        final StrategyCatalog catalog = StrategyCatalog.standard().with(PAIR);
        final EngineConfig config = EngineConfig.read(settings, catalog);
        final RunRecorder recorder = new RunRecorder(config);
        final TradingEngine engine =
                new EngineFactory(config, catalog).simulated(inputs.source(), StepLog.NONE, recorder);
        final Step step = new Step();
        while (engine.runOne(step)) {
            // The recorder keeps what matters.
        }
        return recorder;
    }

    private static InputScript trade(final InputScript inputs, final long timeNs, final double price) {
        return inputs.trade(0, START_NS + timeNs, Fixed.fromDouble(price), 1_000 * Fixed.ONE);
    }

    /** Bought at 90 within the last hour, which no bar of the strategy completes; the price falls to 50. */
    @Test
    void shouldValueWhatHappensAfterTheLastBar() {
        final InputScript inputs = new InputScript().up(START_NS, 1);
        trade(inputs, HOUR_NS / 2, 90);
        trade(inputs, HOUR_NS, 90);
        trade(inputs, HOUR_NS + 1_000, 90);
        trade(inputs, HOUR_NS + 2_000, 80);
        trade(inputs, HOUR_NS + 3_000, 50);
        inputs.down(START_NS + HOUR_NS + 4_000, 1);
        final RunRecorder run = run(
                settings().put("strategies.0.name", "buy-and-hold", "test").put("strategies.0.timeframe", "1h", "test"),
                inputs);
        assertEquals(5_000 * Fixed.ONE, run.curve().finalEquity());
        assertEquals(1, run.openPositions());
        assertEquals(List.of(new OpenPosition(0, "X", 100 * Fixed.ONE, 9_000 * Fixed.ONE, 50 * Fixed.ONE)), run.open());
        assertEquals(4.0 / 9, run.attribution().models().get(0).maxDrawdown(), 1e-12);
    }

    /** The opening gap is not the sleeve's: bought at 120 after a close of 100, it is worth what it paid. */
    @Test
    void shouldNotValueAFillAtThePriceBeforeIt() {
        final InputScript inputs = new InputScript().up(START_NS, 1);
        bar(inputs, 0, 1, 90, 90);
        bar(inputs, 0, 2, 120, 150);
        inputs.down(START_NS + 2 * DAY_NS, 1);
        final EquityCurve curve = run(
                        settings()
                                .put("strategies.0.name", "buy-and-hold", "test")
                                .put("strategies.0.timeframe", "1d", "test"),
                        inputs)
                .curve();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < curve.size(); i++) {
            least = Math.min(least, curve.equity(i));
        }
        assertEquals(9_000 * Fixed.ONE, least);
        assertEquals(11_250 * Fixed.ONE, curve.finalEquity());
    }

    /** 50 long and 50 short at 100 are 10,000 invested, though the sleeve's net worth is its cash. */
    @Test
    void shouldCountShortsAsExposure() {
        final InputScript inputs = new InputScript().up(START_NS, 1);
        for (int day = 1; day <= 3; day++) {
            bar(inputs, 0, day, 100, 100);
            bar(inputs, 1, day, 100, 100);
            inputs.tick(START_NS + day * DAY_NS);
        }
        inputs.down(START_NS + 3 * DAY_NS, 1);
        final EquityCurve curve = run(
                        settings()
                                .put("strategies.0.capital", "20000", "test")
                                .put("instruments.1.symbol", "Y", "test")
                                .put("strategies.0.name", "pair", "test")
                                .put("strategies.0.symbol", "X,Y", "test")
                                .put("strategies.0.timeframe", "1d", "test")
                                .put("risk.shortsAllowed", "true", "test"),
                        inputs)
                .curve();
        assertEquals(20_000 * Fixed.ONE, curve.finalEquity());
        assertEquals(10_000 * Fixed.ONE, curve.invested(curve.size() - 1));
    }

    /** 100 bought at 90 are 400 at 22.5 after a split 4:1; they cost what they cost. */
    @Test
    void shouldCountOpenPositionsInUnitsAfterASplit() {
        final InputScript inputs = new InputScript().up(START_NS, 1);
        bar(inputs, 0, 1, 90, 90);
        bar(inputs, 0, 2, 90, 90);
        bar(inputs, 0, 3, 22.5, 25);
        inputs.down(START_NS + 3 * DAY_NS, 1);
        final RunRecorder run = run(
                settings()
                        .put("instruments.0.calendar", "NYSE", "test")
                        .put("instruments.0.actions", "2026-01-07 split 4:1", "test")
                        .put("strategies.0.name", "buy-and-hold", "test")
                        .put("strategies.0.timeframe", "1d", "test"),
                inputs);
        assertEquals(10_000 * Fixed.ONE, run.curve().finalEquity());
        assertEquals(List.of(new OpenPosition(0, "X", 400 * Fixed.ONE, 9_000 * Fixed.ONE, 25 * Fixed.ONE)), run.open());
        assertTrue(run.trades().roundTrips().isEmpty());
    }

    private static void bar(
            final InputScript inputs, final int instrument, final long day, final double open, final double close) {
        final long[] prices = {
            Fixed.fromDouble(open),
            Fixed.fromDouble(Math.max(open, close)),
            Fixed.fromDouble(Math.min(open, close)),
            Fixed.fromDouble(close)
        };
        inputs.bar(instrument, 86_400, START_NS + day * DAY_NS, prices, 1_000 * Fixed.ONE);
    }
}
