package io.millrace.bench.throughput;

import io.millrace.bench.fork.Turns;
import io.millrace.bench.result.Limit;
import io.millrace.bench.result.Measured;
import io.millrace.bench.result.Result;
import io.millrace.bench.workload.TickRun;
import io.millrace.pipeline.Layout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** As many ticks a second as each layout takes from a feeder that never waits, journal off and on in turns. */
public final class ThroughputBench {
    private static final Layout[] LAYOUTS = {Layout.FUSED, Layout.DUO, Layout.PINNED};

    private final long ticks;
    private final Turns turns;

    public ThroughputBench(long ticks, Turns turns) {
        this.ticks = ticks;
        this.turns = turns;
    }

    /** Two results a layout, both held against the bare queue. */
    public List<Result> run(Limit append) throws InterruptedException {
        List<Result> results = new ArrayList<>();
        for (Layout layout : LAYOUTS) {
            measure(layout, append, results);
        }
        return results;
    }

    private void measure(Layout layout, Limit append, List<Result> results) throws InterruptedException {
        Path folder = turns.scratch().fresh();
        String off = layout.name().toLowerCase(Locale.ROOT) + ", journal off";
        String on = layout.name().toLowerCase(Locale.ROOT) + ", journal on";
        List<Measured> all = turns.measure(List.of(
                ThroughputCase.spec(off, layout, false, ticks, folder),
                ThroughputCase.spec(on, layout, true, ticks, folder)));
        TickRun run = new TickRun(layout, ticks, 0);
        String note = run.waitMode().name().toLowerCase(Locale.ROOT).replace('_', '-') + ", " + (layout.threads() + 1)
                + " threads with the feeder";
        results.add(Result.rate(off, "ticks/s", "none", all.get(0), append, note));
        results.add(Result.rate(on, "ticks/s", "process", all.get(1), append, note));
    }
}
