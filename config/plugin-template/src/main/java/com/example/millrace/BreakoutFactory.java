package com.example.millrace;

import io.millrace.strategy.ParameterSpec;
import io.millrace.strategy.Strategy;
import io.millrace.strategy.StrategyDescriptor;
import io.millrace.strategy.StrategyFactory;
import io.millrace.strategy.StrategySetup;
import java.util.List;

/** What the engine knows of the strategy; named in META-INF/services. Change the name: each is there once. */
public final class BreakoutFactory implements StrategyFactory {
    private static final StrategyDescriptor DESCRIPTOR = new StrategyDescriptor(
            "my-breakout",
            "Long while the close is above the mean of the last bars.",
            "1d",
            List.of(ParameterSpec.integer("period", 1, 1_000, 20, "bars of the mean")),
            List.of("rose above the mean", "fell below the mean"));

    @Override
    public StrategyDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Strategy create(final StrategySetup setup) {
        return new Breakout(setup);
    }
}
