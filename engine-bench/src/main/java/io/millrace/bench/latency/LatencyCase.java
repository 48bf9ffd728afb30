package io.millrace.bench.latency;

import io.millrace.bench.fork.BenchCase;
import io.millrace.bench.fork.CaseServer;
import io.millrace.bench.fork.CaseSpec;
import io.millrace.bench.result.Figures;
import io.millrace.bench.workload.ScratchFolder;
import io.millrace.bench.workload.TickRun;
import io.millrace.pipeline.Layout;
import java.nio.file.Path;

/** Ticks at a planned rate, alone in their process. Arguments: journaled or not, ticks, rate, a folder for journals. */
final class LatencyCase implements BenchCase {
    private static final long WARM_UP_TICKS = 1_000_000;

    /** At the rate; the compiler was seen at work for the first three and a half. */
    private static final int WARM_UP_SECONDS = 5;

    private final boolean journaled;
    private final long ticks;
    private final int perSecond;
    private final Path parent;

    private LatencyCase(boolean journaled, long ticks, int perSecond, Path parent) {
        this.journaled = journaled;
        this.ticks = ticks;
        this.perSecond = perSecond;
        this.parent = parent;
    }

    public static void main(String[] arguments) {
        CaseServer.serve(() -> new LatencyCase(
                Boolean.parseBoolean(arguments[0]),
                Long.parseLong(arguments[1]),
                Integer.parseInt(arguments[2]),
                Path.of(arguments[3])));
    }

    static CaseSpec spec(String name, boolean journaled, int seconds, int perSecond, Path parent) {
        long ticks = (long) seconds * perSecond;
        // A journaled run is replayed as well, which takes no longer than it did.
        return CaseSpec.of(name, LatencyCase.class, journaled, ticks, perSecond, parent)
                .withLimit(CaseSpec.LIMIT_SECONDS + 2L * seconds);
    }

    /**
     * Unpaced and long: a compiler thread that still works would take a core from the spinning ones. Then at the rate,
     * where other methods are the hot ones. Neither is a run as it counts, so there are no figures.
     */
    @Override
    public Figures warmUp() throws InterruptedException {
        outcome(WARM_UP_TICKS, 0);
        outcome((long) WARM_UP_SECONDS * perSecond, perSecond);
        return Figures.NONE;
    }

    @Override
    public Figures run() throws InterruptedException {
        TickRun.Outcome outcome = outcome(ticks, perSecond);
        return Figures.of(outcome.perSecond(), outcome.latency());
    }

    private TickRun.Outcome outcome(long count, int rate) throws InterruptedException {
        TickRun run = new TickRun(Layout.FUSED, count, rate);
        if (!journaled) {
            return run.withoutJournal();
        }
        try (ScratchFolder scratch = new ScratchFolder(parent)) {
            return run.withJournal(scratch.fresh());
        }
    }
}
