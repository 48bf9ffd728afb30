package io.millrace.report;

import java.util.List;
import java.util.Objects;

/**
 * One run under three assumptions about its fills. The neutral one is the result; the others say how much of it hangs
 * on what a backtest cannot know.
 */
public record FillTrio(RunResult pessimistic, RunResult neutral, RunResult optimistic) {
    public FillTrio {
        Objects.requireNonNull(pessimistic, "pessimistic");
        Objects.requireNonNull(neutral, "neutral");
        Objects.requireNonNull(optimistic, "optimistic");
    }

    /** The neutral run first: it is the one a page opens with. */
    List<RunResult> runs() {
        return List.of(neutral, pessimistic, optimistic);
    }

    /** The lowest equity of the three at a time; each curve holds its value until its next sample. */
    long lowest(final long timeNs) {
        return Math.min(at(neutral, timeNs), Math.min(at(pessimistic, timeNs), at(optimistic, timeNs)));
    }

    /** The highest equity of the three at a time. */
    long highest(final long timeNs) {
        return Math.max(at(neutral, timeNs), Math.max(at(pessimistic, timeNs), at(optimistic, timeNs)));
    }

    private static long at(final RunResult run, final long timeNs) {
        final EquityCurve curve = run.curve();
        int from = 0;
        int to = curve.size();
        while (from < to) {
            final int middle = (from + to) >>> 1;
            if (curve.timeNs(middle) <= timeNs) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from == 0 ? run.account().capital() : curve.equity(from - 1);
    }
}
