package io.millrace.cli;

import io.millrace.engine.EngineConfig;
import io.millrace.report.RunResult;
import io.millrace.venue.FillAssumption;
import java.util.ArrayList;
import java.util.List;
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

    /** The run, with a sentence about its fills where they are not as configured. */
    RunResult tell(RunResult run) {
        if (this == NEUTRAL || this == TRIO) {
            return run;
        }
        List<String> notices = new ArrayList<>(run.notices());
        notices.add(
                this == PESSIMISTIC
                        ? "pessimistic fills: limits must be traded through, slippage and impact doubled and at least"
                                + " 5 bps, nobody ahead in the queue leaves"
                        : "optimistic fills: limits fill on touch, no slippage, no impact, no queue");
        return new RunResult(
                run.header(),
                run.account(),
                run.curve(),
                run.prices(),
                run.trades(),
                run.speed(),
                run.verification(),
                notices,
                run.attribution());
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
