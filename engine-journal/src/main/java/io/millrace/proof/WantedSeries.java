package io.millrace.proof;

import io.millrace.engine.EngineConfig;
import io.millrace.engine.StrategyConfig;
import io.millrace.strategy.StrategyFactory;
import java.util.List;

/** Which observation series a strategy asks for, whether they are given or not. Any thread. */
public final class WantedSeries {
    private WantedSeries() {}

    /** By name, in the order in which it asks. */
    public static List<String> of(
            final EngineConfig config, final StrategyConfig strategy, final StrategyFactory factory) {
        final SetupProbe probe = new SetupProbe(config, strategy, factory);
        factory.create(probe);
        return List.copyOf(probe.series());
    }
}
