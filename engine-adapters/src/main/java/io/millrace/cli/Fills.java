package io.millrace.cli;

import io.millrace.engine.EngineConfig;
import io.millrace.venue.FillAssumption;
import java.util.Locale;

/** What a backtest assumes about its fills: one of the assumptions, or a run of each. */
enum Fills {
    PESSIMISTIC,
    NEUTRAL,
    OPTIMISTIC,
    TRIO;

    /** The configuration under this assumption; of the trio, under the one that its result is read from. */
    EngineConfig of(EngineConfig config) {
        FillAssumption assumption = this == TRIO ? FillAssumption.NEUTRAL : FillAssumption.valueOf(name());
        return config.with(assumption.of(config.venue()));
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
