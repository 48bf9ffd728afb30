package io.millrace.bench.backtest;

import io.millrace.bench.backtest.UniverseCase.Way;
import io.millrace.bench.fork.Turns;
import io.millrace.bench.result.Limit;
import io.millrace.bench.result.Measured;
import io.millrace.bench.result.Result;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Backtests of a stock universe: W2, one sleeve a symbol, and SYSTEM, several models over all of it, journaled. */
public final class UniverseBench {
    private static final String W2 = "W2 sleeve a symbol, inline, journal off";
    private static final String SYSTEM = "SYSTEM several models, journaled and chained";

    private final Size size;
    private final Turns turns;

    public UniverseBench(Size size, Turns turns) {
        this.size = size;
        this.turns = turns;
    }

    /** So many symbols over so many days; equal seeds give equal bars. */
    public record Size(int symbols, int days, long seed) {}

    /**
     * Measures.
     *
     * @param loop bars a second that a plain loop took in this run
     * @param append records a second that the raw queue took in this run
     */
    public List<Result> run(Limit loop, Limit append) throws InterruptedException {
        Path folder = turns.scratch().fresh();
        List<Measured> all = turns.measure(List.of(
                UniverseCase.spec(W2, Way.SLEEVE_EACH, size, folder),
                UniverseCase.spec(SYSTEM, Way.SYSTEM, size, folder)));
        String bars = size.symbols() + " symbols x " + size.days() + " daily bars, ";
        double seconds =
                (double) size.symbols() * size.days() / all.get(1).median().throughput();
        String system = String.format(Locale.ROOT, "11 sleeves for 10 symbols, %.2f s a run", seconds);
        return List.of(
                Result.rate(W2, "bars/s", "none", all.get(0), loop, bars + "RSI(2) with Bollinger(20, 2)"),
                Result.rate(SYSTEM, "bars/s", "process", all.get(1), append, bars + system));
    }
}
