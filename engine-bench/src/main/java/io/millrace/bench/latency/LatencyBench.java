package io.millrace.bench.latency;

import io.millrace.bench.fork.Turns;
import io.millrace.bench.result.Figures;
import io.millrace.bench.result.Limit;
import io.millrace.bench.result.Measured;
import io.millrace.bench.result.Result;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Tick to order at a planned rate, in the fused layout: from the time the tick was planned for, through the inlet and
 * all stages, the simulated venue's matching included, until the route stage has handed the order on. Journal off and
 * on take turns, so that both meet the same minutes of the machine.
 */
public final class LatencyBench {
    private final int seconds;
    private final Turns turns;

    public LatencyBench(int seconds, Turns turns) {
        this.seconds = seconds;
        this.turns = turns;
    }

    /** Two results: journal off, journal on. */
    public List<Result> run(int perSecond, Limit hop) throws InterruptedException {
        Path folder = turns.scratch().fresh();
        String off = "tick to order, fused, " + perSecond + "/s, journal off";
        String on = "tick to order, fused, " + perSecond + "/s, journal on";
        List<Measured> all = turns.measure(List.of(
                LatencyCase.spec(off, false, seconds, perSecond, folder),
                LatencyCase.spec(on, true, seconds, perSecond, folder)));
        String note = "open loop, " + seconds + " s, one order in ten ticks; run, journal and replay checked";
        String tails = tails(all.get(0).median(), all.get(1).median());
        return List.of(
                Result.times(off, "ticks/s", "none", all.get(0), hop, note),
                Result.times(on, "ticks/s", "process", all.get(1), hop, note + "; " + tails));
    }

    private static String tails(Figures without, Figures with) {
        return String.format(
                Locale.ROOT,
                "to journal off: p50 x%.2f p99 x%.2f p99.9 x%.2f",
                with.p50() / without.p50(),
                with.p99() / without.p99(),
                with.p999() / without.p999());
    }
}
