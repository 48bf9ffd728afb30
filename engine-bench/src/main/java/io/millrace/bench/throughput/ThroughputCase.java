package io.millrace.bench.throughput;

import io.millrace.bench.fork.BenchCase;
import io.millrace.bench.fork.CaseServer;
import io.millrace.bench.fork.CaseSpec;
import io.millrace.bench.result.Figures;
import io.millrace.bench.workload.ScratchFolder;
import io.millrace.bench.workload.TickRun;
import io.millrace.pipeline.Layout;
import java.nio.file.Path;

/** Ticks as fast as a layout takes them, alone in a process. Arguments: layout, journaled or not, ticks, a folder. */
final class ThroughputCase implements BenchCase {
    private final TickRun run;
    private final boolean journaled;
    private final Path parent;

    private ThroughputCase(TickRun run, boolean journaled, Path parent) {
        this.run = run;
        this.journaled = journaled;
        this.parent = parent;
    }

    public static void main(String[] arguments) {
        CaseServer.serve(() -> new ThroughputCase(
                new TickRun(Layout.valueOf(arguments[0]), Long.parseLong(arguments[2]), 0),
                Boolean.parseBoolean(arguments[1]),
                Path.of(arguments[3])));
    }

    static CaseSpec spec(String name, Layout layout, boolean journaled, long ticks, Path parent) {
        return CaseSpec.of(name, ThroughputCase.class, layout, journaled, ticks, parent);
    }

    @Override
    public Figures run() throws InterruptedException {
        if (!journaled) {
            return Figures.rate(run.withoutJournal().perSecond());
        }
        try (ScratchFolder scratch = new ScratchFolder(parent)) {
            return Figures.rate(run.withJournal(scratch.fresh()).perSecond());
        }
    }
}
