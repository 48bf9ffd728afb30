package io.millrace.bench.throughput;

import io.millrace.bench.result.Figures;
import io.millrace.bench.result.Limit;
import io.millrace.bench.result.Result;
import io.millrace.bench.workload.ScratchFolder;
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
    private final int repetitions;
    private final Path parent;

    public ThroughputBench(long ticks, int repetitions, Path parent) {
        this.ticks = ticks;
        this.repetitions = repetitions;
        this.parent = parent;
    }

    /** Two results a layout, both held against the bare queue. */
    public List<Result> run(Limit append) throws InterruptedException {
        List<Result> results = new ArrayList<>();
        try (ScratchFolder scratch = new ScratchFolder(parent)) {
            for (Layout layout : LAYOUTS) {
                measure(layout, scratch, append, results);
            }
        }
        return results;
    }

    private void measure(Layout layout, ScratchFolder scratch, Limit append, List<Result> results)
            throws InterruptedException {
        List<Figures> off = new ArrayList<>();
        List<Figures> on = new ArrayList<>();
        TickRun run = new TickRun(layout, ticks, 0);
        for (int i = -1; i < repetitions; i++) {
            double without = run.withoutJournal().perSecond();
            Path journal = scratch.fresh();
            double with = run.withJournal(journal).perSecond();
            scratch.drop(journal);
            if (i >= 0) {
                off.add(Figures.rate(without));
                on.add(Figures.rate(with));
            }
        }
        String name = layout.name().toLowerCase(Locale.ROOT) + ", journal ";
        String note = run.waitMode().name().toLowerCase(Locale.ROOT).replace('_', '-') + ", " + (layout.threads() + 1)
                + " threads with the feeder";
        results.add(Result.rate(name + "off", "ticks/s", "none", off, append, note));
        results.add(Result.rate(name + "on", "ticks/s", "process", on, append, note));
    }
}
