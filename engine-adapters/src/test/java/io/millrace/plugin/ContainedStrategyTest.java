package io.millrace.plugin;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.strategy.Strategy;
import io.millrace.strategy.StrategyContext;
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

    @Test
    void shouldTellOfASplitAndContainWhatIsThrownThere() {
        Splits plugin = new Splits();
        ContainedStrategy contained = new ContainedStrategy(plugin, "strategy s of plug-in s.jar", fault -> {});
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
