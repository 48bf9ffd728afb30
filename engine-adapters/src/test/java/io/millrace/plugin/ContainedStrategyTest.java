package io.millrace.plugin;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
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
import io.millrace.strategy.Strategy;
import io.millrace.strategy.StrategyCatalog;
import io.millrace.strategy.StrategyContext;
import io.millrace.strategy.StrategyDescriptor;
import io.millrace.strategy.StrategyFactory;
import io.millrace.strategy.StrategyOrigin;
import io.millrace.strategy.StrategySetup;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Everything the engine calls reaches the plug-in, and nothing it throws gets out as it is. */
class ContainedStrategyTest {
    /** Writes down the splits it hears of, and throws at one of 7. */
    private static final class Splits implements Strategy {
        private final List<String> heard = new ArrayList<>();

        @Override
        public void onSplit(int to, int from, StrategyContext context) {
            if (to == 7) {
                throw new AssertionError("seven");
            }
            heard.add(to + ":" + from);
        }

        @Override
        public void writeState(StateSink sink) {
            // Nothing is saved here.
        }

        @Override
        public void readState(StateSource source) {
            // Nothing is saved here.
        }
    }

    /** A call without an override would be a default's, which does nothing, and the plug-in would never hear of it. */
    @Test
    void shouldOverrideEveryMethodOfAStrategy() {
        int methods = 0;
        for (Method method : Strategy.class.getMethods()) {
            if (!Modifier.isStatic(method.getModifiers())) {
                methods++;
                assertDoesNotThrow(
                        () -> ContainedStrategy.class.getDeclaredMethod(method.getName(), method.getParameterTypes()));
            }
        }
        assertTrue(methods >= 10, "looked at " + methods);
    }

    /** Each sleeve of one plug-in throws with its own symbol, on its fifth bar. */
    private static final class Named implements StrategyFactory {
        @Override
        public StrategyDescriptor descriptor() {
            return new StrategyDescriptor("named", "A test.", "1m", List.of(), List.of());
        }

        @Override
        public Strategy create(StrategySetup setup) {
            String symbol = setup.symbol(0);
            return new Strategy() {
                private int bars;

                @Override
                public void onBar(ClosedBar bar, StrategyContext context) {
                    if (++bars >= 5) {
                        throw new IllegalStateException("bar " + bars + " of " + symbol);
                    }
                }

                @Override
                public void writeState(StateSink sink) {
                    sink.putLong(bars);
                }

                @Override
                public void readState(StateSource source) {
                    bars = source.getInt("bars");
                }
            };
        }
    }

    @Test
    void shouldTellOfEachSleeveWhatItThrewItselfAndOfEachRunItsOwn() {
        StrategyCatalog catalog =
                StrategyCatalog.standard().with(ContainedFactory.of(new Named(), new StrategyOrigin("n.jar", "")));
        Settings settings = new Settings().put("engine.mode", "backtest", "test");
        for (int i = 0; i < 2; i++) {
            settings.put("instruments." + i + ".symbol", "S" + i, "test");
            settings.put("strategies." + i + ".name", "named", "test");
            settings.put("strategies." + i + ".symbol", "S" + i, "test");
            settings.put("strategies." + i + ".timeframe", "1m", "test");
        }
        EngineFactory factory = new EngineFactory(EngineConfig.read(settings, catalog));
        TradingEngine engine = factory.simulated(new TrialTape(2, 60, 20, 10, 1), StepLog.NONE, each -> {});
        TradingEngine later = factory.simulated(new TrialTape(2, 60, 20, 10, 1), StepLog.NONE, each -> {});
        Step step = new Step();
        while (engine.runOne(step)) {
            continue;
        }
        String first = "strategy named of plug-in n.jar threw in onBar: java.lang.IllegalStateException: bar 5 of S";
        for (int i = 0; i < 2; i++) {
            String thrown = Plugins.thrownBy(engine.strategy(i));
            assertTrue(thrown.startsWith(first + i), thrown);
            assertEquals("", Plugins.thrownBy(later.strategy(i)));
        }
    }

    @Test
    void shouldTellOfASplitAndContainWhatIsThrownThere() {
        Splits plugin = new Splits();
        ContainedStrategy contained = new ContainedStrategy(plugin, "strategy s of plug-in s.jar");
        contained.onSplit(10, 1, null);
        assertEquals(List.of("10:1"), plugin.heard);

        PluginFault first = assertThrows(PluginFault.class, () -> contained.onSplit(7, 1, null));
        assertTrue(
                first.getMessage().startsWith("strategy s of plug-in s.jar threw in onSplit: java.lang.AssertionError"),
                first::getMessage);
        assertSame(first, contained.fault());
        assertSame(first, assertThrows(PluginFault.class, () -> contained.onSplit(2, 1, null)));
        assertEquals(List.of("10:1"), plugin.heard);
    }
}
