package io.millrace.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.config.Settings;
import io.millrace.event.MessageCursor;
import io.millrace.event.Step;
import io.millrace.event.codec.AlertDecoder;
import io.millrace.event.codec.ExecType;
import io.millrace.event.codec.OrderType;
import io.millrace.event.codec.RunMode;
import io.millrace.event.codec.Side;
import io.millrace.fixed.Fixed;
import io.millrace.order.OrderIds;
import io.millrace.strategy.StrategyCatalog;
import io.millrace.strategy.StrategyFactory;
import io.millrace.testkit.InputScript;
import org.junit.jupiter.api.Test;

/** What a live venue had not answered when a session ended is of unknown fate in the next one. */
class UnansweredOrdersTest {
    private static final long MINUTE = 60_000_000_000L;
    private static final long START = 1_767_571_200_000_000_000L;

    @Test
    void shouldNotKnowTheFateAfterARestartLive() {
        // Of an order that is unknown a refused cancel is no surprise; of one that was only just sent it is.
        assertEquals(0, alerts(RunMode.LIVE));
        assertEquals(1, alerts(RunMode.PAPER));
    }

    private static int alerts(final RunMode mode) {
        final StrategyFactory buying = TestStrategies.planned(
                context -> context.submit(TestStrategies.order(context, Side.BUY, OrderType.MARKET, 1)));
        final StrategyCatalog catalog = StrategyCatalog.standard().with(buying);
        final Settings settings = new Settings();
        settings.put("engine.mode", "backtest", "test");
        settings.put("instruments.0.symbol", "X", "test");
        settings.put("strategies.0.name", "planned", "test");
        settings.put("strategies.0.timeframe", "1m", "test");
        final long hundred = 100 * Fixed.ONE;
        final InputScript inputs = new InputScript()
                .up(START, 1, mode)
                .bar(0, 60, START + MINUTE, new long[] {hundred, hundred, hundred, hundred}, Fixed.ONE)
                .up(START + 2 * MINUTE, 2, mode)
                .report(START + 2 * MINUTE, OrderIds.of(1, 0, 1), ExecType.CANCEL_REJECTED);
        final Step step = new Step();
        final TradingEngine engine = new EngineFactory(EngineConfig.read(settings, catalog), catalog)
                .replaying(inputs.source(), StepLog.NONE, StepListener.NONE);
        final MessageCursor cursor = new MessageCursor();
        int alerts = 0;
        while (engine.runOne(step)) {
            cursor.outputs(step);
            while (cursor.next()) {
                alerts += cursor.templateId() == AlertDecoder.TEMPLATE_ID ? 1 : 0;
            }
        }
        return alerts;
    }
}
