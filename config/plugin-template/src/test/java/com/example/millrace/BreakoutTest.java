package com.example.millrace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.book.ClosedBar;
import io.millrace.strategy.Strategy;
import io.millrace.strategy.StrategyContext;
import io.millrace.strategy.StrategySetup;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rule alone, against a context that only takes notes; the engine itself tries the jar when it loads it. */
class BreakoutTest {
    private static final long ONE = 100_000_000;

    private final List<String> calls = new ArrayList<>();
    private double mean = Double.NaN;
    private long position;

    private final StrategyContext context = (StrategyContext) Proxy.newProxyInstance(
            BreakoutTest.class.getClassLoader(), new Class<?>[] {StrategyContext.class}, (proxy, method, arguments) ->
                    switch (method.getName()) {
                        case "indicator" -> mean;
                        case "position" -> position;
                        case "mayTrade" -> true;
                        case "hasOpenOrders" -> false;
                        case "availableCash" -> 1_000 * ONE;
                        case "buyForCash", "sellPosition" -> {
                            calls.add(method.getName());
                            yield 1L;
                        }
                        default -> null;
                    });

    private final StrategySetup setup = (StrategySetup) Proxy.newProxyInstance(
            BreakoutTest.class.getClassLoader(), new Class<?>[] {StrategySetup.class}, (proxy, method, arguments) ->
                    switch (method.getName()) {
                        case "indicator" -> 0;
                        case "parameters" ->
                            io.millrace.strategy.StrategyParameters.resolve(
                                    new BreakoutFactory().descriptor(), new java.util.TreeMap<>(), new ArrayList<>());
                        default -> null;
                    });

    @Test
    void shouldBuyAboveTheMeanAndSellBelowIt() {
        final Strategy strategy = new BreakoutFactory().create(setup);
        strategy.onBar(bar(11), context);
        mean = 10;
        strategy.onBar(bar(11), context);
        position = ONE;
        strategy.onBar(bar(12), context);
        strategy.onBar(bar(9), context);
        assertEquals(List.of("buyForCash", "sellPosition"), calls);
    }

    private static ClosedBar bar(final long price) {
        return new ClosedBar().prices(price * ONE, price * ONE, price * ONE, price * ONE, ONE);
    }
}
