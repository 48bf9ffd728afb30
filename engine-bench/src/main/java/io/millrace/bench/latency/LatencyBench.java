package io.millrace.bench.latency;

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

/**
 * Tick to order at a planned rate, in the fused layout: from the time the tick was planned for, through the inlet and
 * all stages, the simulated venue's matching included, until the route stage has handed the order on. Journal off and
 * on take turns, so that both meet the same minutes of the machine.
 */
public final class LatencyBench {
    private static final int WARM_UPS = 2;
    private static final long WARM_UP_TICKS = 1_000_000;

    private final int seconds;
    private final int repetitions;
    private final Path parent;

    public LatencyBench(int seconds, int repetitions, Path parent) {
        this.seconds = seconds;
        this.repetitions = repetitions;
        this.parent = parent;
    }

    /** Two results: journal off, journal on. */
    public List<Result> run(int perSecond, Limit hop) throws InterruptedException {
        List<Figures> off = new ArrayList<>();
        List<Figures> on = new ArrayList<>();
        try (ScratchFolder scratch = new ScratchFolder(parent)) {
            // Unpaced and long: a compiler thread that still works would take a core from the spinning ones.
            for (int i = 0; i < WARM_UPS; i++) {
                new TickRun(Layout.FUSED, WARM_UP_TICKS, 0).withoutJournal();
                journaled(scratch, WARM_UP_TICKS, 0);
            }
            new TickRun(Layout.FUSED, perSecond, perSecond).withoutJournal();
            long ticks = (long) seconds * perSecond;
            for (int i = 0; i < repetitions; i++) {
                off.add(figures(new TickRun(Layout.FUSED, ticks, perSecond).withoutJournal()));
                on.add(figures(journaled(scratch, ticks, perSecond)));
            }
        }
        String name = "tick to order, fused, " + perSecond + "/s, ";
        String note = "open loop, " + seconds + " s, one order in ten ticks; run, journal and replay checked";
        return List.of(
                Result.times(name + "journal off", "ticks/s", "none", off, hop, note),
                Result.times(name + "journal on", "ticks/s", "process", on, hop, note + "; " + tails(off, on)));
    }

    private static TickRun.Outcome journaled(ScratchFolder scratch, long ticks, int perSecond)
            throws InterruptedException {
        Path journal = scratch.fresh();
        TickRun.Outcome outcome = new TickRun(Layout.FUSED, ticks, perSecond).withJournal(journal);
        scratch.drop(journal);
        return outcome;
    }

    private static Figures figures(TickRun.Outcome outcome) {
        return Figures.of(outcome.perSecond(), outcome.latency());
    }

    private static String tails(List<Figures> off, List<Figures> on) {
        Figures without = Figures.median(off);
        Figures with = Figures.median(on);
        return String.format(
                Locale.ROOT,
                "to journal off: p50 x%.2f p99 x%.2f p99.9 x%.2f",
                with.p50() / without.p50(),
                with.p99() / without.p99(),
                with.p999() / without.p999());
    }
}
