package io.millrace.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.config.Settings;
import io.millrace.engine.EngineConfig;
import io.millrace.engine.EngineFactory;
import io.millrace.engine.StepLog;
import io.millrace.engine.TradingEngine;
import io.millrace.event.StateBuffer;
import io.millrace.event.Step;
import io.millrace.event.codec.RiskControl;
import io.millrace.fixed.Fixed;
import io.millrace.testkit.InputScript;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Positions as status shows them, step by step. */
class RunStateTest {
    private static final long DAY_NS = 86_400_000_000_000L;

    /** Monday, 2026-01-05, 00:00 UTC. */
    private static final long START_NS = 1_767_571_200_000_000_000L;

    /** Three in the afternoon UTC, ten in the morning in New York, of the third day. */
    private static final long IN_SESSION_NS = START_NS + 2 * DAY_NS + 15 * 3_600_000_000_000L;

    /** 100 bought at 90; 250 of 2.5 new ones for an old one, from an event of another instrument on. */
    @Test
    void shouldShowPositionsInUnitsAfterASplitBeforeTheNextMark() {
        EngineConfig config = EngineConfig.read(new Settings()
                .put("engine.mode", "backtest", "test")
                .put("venue.slippage", "0", "test")
                .put("venue.participation", "0", "test")
                .put("venue.makerFee", "0", "test")
                .put("venue.takerFee", "0", "test")
                .put("instruments.0.symbol", "X", "test")
                .put("instruments.0.lot", "1", "test")
                .put("instruments.0.calendar", "NYSE", "test")
                .put("instruments.0.actions", "2026-01-06 dividend 1, 2026-01-07 split 5:2", "test")
                .put("instruments.1.symbol", "Y", "test")
                .put("strategies.0.name", "buy-and-hold", "test")
                .put("strategies.0.symbol", "X", "test")
                .put("strategies.0.timeframe", "1d", "test")
                .put("strategies.0.capital", "9000", "test"));
        InputScript inputs = new InputScript().up(START_NS, 1);
        bar(inputs, 0, 1, 90);
        bar(inputs, 0, 2, 90);
        inputs.trade(1, IN_SESSION_NS, Fixed.ONE, Fixed.ONE);
        bar(inputs, 0, 3, 36);
        inputs.down(START_NS + 3 * DAY_NS, 1);

        RunState state = new RunState(config);
        TradingEngine engine = new EngineFactory(config).simulated(inputs.source(), StepLog.NONE, state);
        List<Long> positions = new ArrayList<>(List.of(0L));
        long atTradeOfY = 0;
        Step step = new Step();
        while (engine.runOne(step)) {
            long position = state.view().positions()[0] / Fixed.ONE;
            if (position != positions.get(positions.size() - 1)) {
                positions.add(position);
            }
            if (state.view().timeNs() == IN_SESSION_NS) {
                atTradeOfY = position;
            }
        }
        assertEquals(List.of(0L, 100L, 250L), positions);
        assertEquals(250, atTradeOfY);
        assertTrue(state.view().equity() >= 9_000 * Fixed.ONE);
    }

    /** 100 bought at 90 on the 6th, 96 at its end, 93 on the 8th: the day of the 8th began at 96. */
    @Test
    void shouldMeasureADayFromItsFirstEvent() {
        EngineConfig config = EngineConfig.read(new Settings()
                .put("engine.mode", "backtest", "test")
                .put("venue.slippage", "0", "test")
                .put("venue.participation", "0", "test")
                .put("venue.makerFee", "0", "test")
                .put("venue.takerFee", "0", "test")
                .put("instruments.0.symbol", "X", "test")
                .put("instruments.0.lot", "1", "test")
                .put("strategies.0.name", "buy-and-hold", "test")
                .put("strategies.0.symbol", "X", "test")
                .put("strategies.0.timeframe", "1d", "test")
                .put("strategies.0.capital", "9000", "test"));
        InputScript inputs = new InputScript().up(START_NS, 1);
        double[] closes = {90, 90, 96, 93};
        for (int day = 0; day < closes.length; day++) {
            bar(inputs, 0, day + 1, closes[day]);
        }
        inputs.down(START_NS + 5 * DAY_NS, 1);
        RunState state = new RunState(config);
        TradingEngine engine = new EngineFactory(config).simulated(inputs.source(), StepLog.NONE, state);
        List<Long> changes = new ArrayList<>();
        Step step = new Step();
        while (engine.runOne(step)) {
            RunState.View view = state.view();
            long change = (view.equity() - view.dayOpen()) / Fixed.ONE;
            if (change != 0 && (changes.isEmpty() || change != changes.get(changes.size() - 1))) {
                changes.add(change);
            }
        }
        assertEquals(List.of(600L, -300L), changes);
    }

    /** A strategy of which nothing passes is seen, also after a restart. */
    @Test
    void shouldCountRefusalsByControlAndKeepThem() {
        EngineConfig config = EngineConfig.read(new Settings()
                .put("engine.mode", "backtest", "test")
                .put("risk.maxOrderValue", "10", "test")
                .put("instruments.0.symbol", "X", "test")
                .put("instruments.1.symbol", "Y", "test")
                .put("strategies.0.name", "buy-and-hold", "test")
                .put("strategies.0.symbol", "X", "test")
                .put("strategies.0.timeframe", "1d", "test")
                .put("strategies.0.capital", "9000", "test"));
        InputScript inputs = new InputScript().up(START_NS, 1);
        bar(inputs, 0, 1, 90);
        bar(inputs, 0, 2, 90);
        inputs.down(START_NS + 3 * DAY_NS, 1);

        RunState state = new RunState(config);
        TradingEngine engine = new EngineFactory(config).simulated(inputs.source(), StepLog.NONE, state);
        Step step = new Step();
        while (engine.runOne(step)) {
            continue;
        }
        List<Refusals.ByControl> refusals = state.view().refusals();
        assertEquals(1, refusals.size(), refusals.toString());
        assertEquals(RiskControl.MAX_ORDER_VALUE, refusals.get(0).control());
        assertTrue(refusals.get(0).count() > 0, refusals.toString());
        assertEquals(0, state.view().orders());
        assertTrue(RefusalWatch.describe(refusals).endsWith(" by MAX_ORDER_VALUE"), refusals.toString());

        StateBuffer bytes = new StateBuffer();
        state.writeState(bytes);
        RunState again = new RunState(config);
        again.readState(bytes);
        assertEquals(refusals, again.view().refusals());
        assertEquals(state.view().markedNs(), again.view().markedNs());
    }

    private static void bar(InputScript inputs, int instrument, long day, double price) {
        long at = Fixed.fromDouble(price);
        inputs.bar(instrument, 86_400, START_NS + day * DAY_NS, new long[] {at, at, at, at}, 1_000 * Fixed.ONE);
    }
}
